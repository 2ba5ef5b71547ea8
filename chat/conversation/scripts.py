"""What the parts of the page do in the browser: scripts that gradio runs for a part or an event of it.

What concerns the page as a whole is in `page.js`.
"""

from __future__ import annotations

ON_EXAMPLE = """
element.addEventListener("click", event => {
  const button = event.target.closest(".welcome button");
  if (button) trigger("click", {question: button.textContent});
});
"""
ON_ANSWER = """
// A new exchange is brought into view and followed as it grows, until somebody does something elsewhere on the page.
let exchange, away = false;
for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"])
  document.addEventListener(kind, event => { away ||= !event.target.closest?.("#ask"); }, {passive: true});
watch("value", () => {
  const now = element.querySelector(".exchange")?.dataset.question;
  if (now !== exchange) [exchange, away] = [now, false];
  if (!away) element.scrollIntoView({block: "nearest"});
});
// With the keyboard one passes others on the way to the one that is meant: it counts when it is left or confirmed.
const chip = event => event.target.closest(".understood select");
function change(select) {
  const {kind, was} = select.dataset;
  if (select.selectedIndex > 0) trigger("click", {act: "change", kind, was, now: select.value});
}
element.addEventListener("pointerdown", event => { if (chip(event)) delete chip(event).dataset.keyed; });
element.addEventListener("keydown", event => {
  if (!chip(event)) return;
  if (event.key === "Enter") change(chip(event));
  else chip(event).dataset.keyed = "";
});
element.addEventListener("change", event => { if (chip(event)?.dataset.keyed === undefined) change(event.target); });
element.addEventListener("focusout", event => { if (chip(event)?.dataset.keyed === "") change(event.target); });
element.addEventListener("click", event => {
  const away = event.target.closest(".understood button");
  if (away) trigger("click", {act: "change", kind: away.dataset.kind, was: away.dataset.was, now: ""});
  const button = event.target.closest(".actions button");
  if (button && !["copy", "link"].includes(button.dataset.do)) trigger("click", {act: button.dataset.do});
});
"""
ON_PAGE = """
element.addEventListener("click", event => {
  const button = event.target.closest("button.page");
  if (button) trigger("click", {turn: button.dataset.turn, number: button.dataset.number});
});
"""
ON_SHEET = """
watch("value", async () => {
  const sheet = element.querySelector("dialog"), picture = sheet?.querySelector("img");
  if (!sheet) return;
  sheet.showModal();
  await picture.decode();
  sheet.scrollTop = picture.offsetTop + picture.dataset.top * picture.height - sheet.clientHeight / 3;
});
"""
SAVE = """text => {
  if (!text) return;
  const file = JSON.parse(text);
  const bytes = Uint8Array.from(atob(file.bytes), letter => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}"""
SETTLE = """(change, now) => {
  const {was, becomes} = JSON.parse(change);
  return now === was ? becomes : now;
}"""
"""A part takes a new value only where nobody has changed it since the server saw it: what was typed meanwhile stays."""
FOCUS = """() => {
  history.replaceState(null, "", location.pathname);
  const lost = document.activeElement === document.body && matchMedia("(pointer: fine)").matches;
  if (lost) document.querySelector("#box textarea").focus({preventScroll: true});
}"""
"""The focus goes to the question box, but never away from what somebody went to meanwhile."""
CHOSEN = """(bodies, years) => [...bodies, ...years].join("\\n")"""
"""The server is given what is chosen as text: gradio refuses a question for a choice that has left the shelf."""
DROP = """(change, bodies, years) => {
  const {gone} = JSON.parse(change);
  return [bodies, years].map(chosen => chosen.filter(name => !gone.includes(name)));
}"""
RENEW = """() => {
  document.querySelector("#new").blur();
  return [[], []];
}"""
