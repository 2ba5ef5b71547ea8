document.documentElement.lang = navigator.language.startsWith("zh") ? "zh-CN" : "en";
function reveal(source) {
  const group = source.closest(".group");
  for (const other of document.querySelectorAll(".group")) other.hidden = other !== group;
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  source.classList.add("chosen");
  source.open = true;
  source.scrollIntoView({block: "nearest"});
  source.querySelector("mark")?.scrollIntoView({block: "nearest"});
  source.querySelector("summary").focus({preventScroll: true});
}
document.addEventListener("click", event => {
  const link = event.target.closest("a.cite, a.back");
  if (!link) return;
  event.preventDefault();
  const source = link.closest(".source");
  if (source) document.querySelector(`a.cite[href="#${source.id}"]`).focus();
  else reveal(document.querySelector(link.hash));
});
document.addEventListener("click", async event => {
  const button = event.target.closest(".actions button");
  if (!button || !["copy", "link"].includes(button.dataset.do)) return;
  const question = encodeURIComponent(button.closest(".exchange").dataset.question);
  const text = button.dataset.do === "copy" ? button.parentElement.dataset.copy : `${location.origin}${location.pathname}?q=${question}`;
  await navigator.clipboard.writeText(text);
  const words = button.textContent;
  button.textContent = button.parentElement.dataset.done;
  setTimeout(() => { button.textContent = words; }, 1500);
});
document.addEventListener("click", event => {
  if (event.target.closest(".sheet .close")) event.target.closest(".sheet").remove();
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") document.querySelector(".sheet")?.remove();
});
