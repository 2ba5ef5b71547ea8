const chosenLanguage = document.cookie.match(/(?:^|; )baogao-language=(zh|en)/)?.[1];
document.documentElement.lang = (chosenLanguage ?? navigator.language).startsWith("zh") ? "zh-CN" : "en";
// What somebody opened, closed, focused or is reading stays so when the server sends its surroundings anew.
const owner = part => part.closest(".source[id], .exchange[id]");
function keyOf(part) {
  const about = owner(part)?.querySelector(".title, .question")?.textContent;
  if (about === undefined) return "";
  const alike = [...owner(part).querySelectorAll(part.localName)];
  return [owner(part).id, about, part.localName, alike.indexOf(part)].join(" ");
}
const HELD = "details, summary, a, button, select";
const SENT = "#past, #live, #panel"; // the parts that the server sends as a whole
const toggled = new Map(), sorted = new Map();
let held = "", revealed = "", answering, panelTop = 0;
document.addEventListener("click", event => {
  const part = event.target.closest("summary")?.parentElement;
  if (part && keyOf(part)) toggled.set(keyOf(part), !part.open);
}, true);
document.addEventListener("focusin", event => { held = event.target.matches(HELD) ? keyOf(event.target) : ""; });
document.addEventListener("scroll", event => { if (event.target.id === "panel") panelTop = event.target.scrollTop; }, true);
function restore() {
  if (document.querySelector(".welcome")) [toggled, sorted].forEach(it => it.clear()); // another conversation
  const parts = new Map();
  for (const part of document.querySelectorAll(SENT)) for (const it of part.querySelectorAll(HELD)) parts.set(keyOf(it), it);
  parts.delete("");
  for (const [key, open] of toggled) if (parts.has(key) && parts.get(key).open !== open) parts.get(key).open = open;
  for (const key of sorted.keys()) if (parts.has(key)) sort(parts.get(key));
  const now = document.querySelector("#live .exchange")?.dataset.question;
  if (now !== answering) [answering, revealed] = [now, ""];
  else if (parts.has(revealed)) show(parts.get(revealed), panelTop);
  if (document.activeElement === document.body && parts.has(held)) parts.get(held).focus({preventScroll: true});
  if (peeked && !peeked.isConnected && parts.has(peekedKey)) {
    peeked = parts.get(peekedKey);
    peeked.setAttribute("aria-describedby", "peek");
  }
}
function sort(head) {
  const body = head.closest("table").tBodies[0], order = sorted.get(keyOf(head));
  const label = row => row.cells[0].textContent.trim(), value = row => Number(row.dataset.value);
  const rising = head.dataset.sort === "label" ? (a, b) => label(a).localeCompare(label(b), "zh") : (a, b) => value(a) - value(b);
  const rows = [...body.rows].sort((a, b) => order === "ascending" ? rising(a, b) : rising(b, a));
  if (rows.some((row, at) => row !== body.rows[at])) body.append(...rows);
  for (const it of head.closest("tr").cells) it.removeAttribute("aria-sort");
  head.closest("th").setAttribute("aria-sort", order);
}
document.addEventListener("click", event => {
  const head = event.target.closest("[data-sort]");
  if (!head) return;
  const first = head.dataset.sort === "label" ? "ascending" : "descending";
  const other = first === "ascending" ? "descending" : "ascending";
  const order = head.closest("th").getAttribute("aria-sort") === first ? other : first;
  for (const it of head.closest("tr").querySelectorAll("[data-sort]")) sorted.delete(keyOf(it));
  sorted.set(keyOf(head), order);
  sort(head);
});
function show(source, top) {
  const group = source.closest(".group");
  for (const it of document.querySelectorAll(".group")) if (it.hidden !== (it !== group)) it.hidden = it !== group;
  for (const it of document.querySelectorAll(".source"))
    if (it.classList.contains("chosen") !== (it === source)) it.classList.toggle("chosen");
  const panel = document.querySelector("#panel");
  if (top !== undefined && panel.scrollTop !== top) panel.scrollTop = top;
}
new MutationObserver(changes => {
  if (changes.some(it => it.target.nodeType === 1 && it.target.closest(SENT))) restore();
}).observe(document, {childList: true, subtree: true, attributeFilter: ["open", "hidden", "class"]});
function reveal(source) {
  revealed = keyOf(source);
  show(source);
  toggled.set(revealed, source.open = true);
  source.scrollIntoView({block: "nearest"});
  source.querySelector("mark")?.scrollIntoView({block: "nearest"});
  source.querySelector("summary").focus({preventScroll: true});
  panelTop = document.querySelector("#panel").scrollTop;
}
document.addEventListener("click", event => {
  const button = event.target.closest("#narrow button");
  if (button) button.setAttribute("aria-expanded", document.documentElement.toggleAttribute("data-scoped"));
});
// What a citation quotes, beside it as long as the pointer or the focus is on it.
let peeked, peekedKey = "";
function peek(link) {
  if (link === peeked) return;
  peeked?.removeAttribute("aria-describedby");
  document.querySelector("#peek")?.remove();
  peeked = link?.dataset.quote ? link : null;
  if (!peeked) return;
  peekedKey = keyOf(peeked);
  const card = Object.assign(document.createElement("div"), {id: "peek", role: "tooltip"});
  const [place, quote] = ["p", "blockquote"].map(name => card.appendChild(document.createElement(name)));
  [place.textContent, quote.textContent] = [link.dataset.place, link.dataset.quote];
  document.querySelector("main").append(card);
  link.setAttribute("aria-describedby", card.id);
  beside(card);
}
function beside(card) {
  const at = peeked.getBoundingClientRect(), above = at.top - card.offsetHeight;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8))}px`;
  card.style.top = `${above > 8 ? above : at.bottom}px`;
}
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, event => {
  if (!event.target.closest?.("#peek")) peek(event.target.closest?.("a.cite"));
});
document.addEventListener("scroll", () => {
  if (!peeked?.isConnected) peek(null);
  else beside(document.querySelector("#peek"));
}, true);
document.addEventListener("click", event => {
  const link = event.target.closest("a.cite, a.back");
  if (!link) return;
  event.preventDefault();
  const source = link.closest(".source");
  if (source) document.querySelector(`a.cite[href="#${source.id}"]`).focus();
  else reveal(document.querySelector(link.hash));
});
// Browsers give a page the clipboard only over https or on this machine.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const box = document.body.appendChild(Object.assign(document.createElement("textarea"), {value: text}));
  box.select();
  document.execCommand("copy");
  box.remove();
}
document.addEventListener("click", async event => {
  const button = event.target.closest(".actions button");
  if (!button || !["copy", "link"].includes(button.dataset.do)) return;
  const question = encodeURIComponent(button.closest(".exchange").dataset.question);
  const text = button.dataset.do === "copy" ? button.parentElement.dataset.copy : `${location.origin}${location.pathname}?q=${question}`;
  await copy(text);
  const words = button.textContent;
  if (words === button.parentElement.dataset.done) return;
  button.textContent = button.parentElement.dataset.done;
  setTimeout(() => { button.textContent = words; }, 1500);
});
document.addEventListener("click", event => {
  const button = event.target.closest("[data-language]");
  if (!button) return;
  document.cookie = `baogao-language=${button.dataset.language}; path=/; max-age=31536000; SameSite=Lax`;
  location.reload();
});
// Notices of gradio's own, which it has in English only.
const notices = {
  "Error": "出错了",
  "This application is currently busy. Please try again.": "排队的问题太多，请稍后再问一次。",
  "Connection to the server was lost. Attempting reconnection...": "与服务器的连接断了，正在重新连接…",
};
function translate() {
  for (const part of document.querySelectorAll(".toast-body :not(:has(*))")) {
    const words = notices[part.textContent.trim()];
    if (words) part.textContent = words;
  }
}
if (document.documentElement.lang === "zh-CN")
  new MutationObserver(translate).observe(document.documentElement, {childList: true, subtree: true});
document.addEventListener("click", event => {
  if (event.target.closest("dialog .close")) event.target.closest("dialog").close();
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") peek(null);
});
