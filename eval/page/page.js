"use strict";
(() => {
  const filters = document.getElementById("filters");
  const [missed, kind, language, source, search] = ["missed", "kind", "language", "source", "search"].map((id) =>
    document.getElementById(id),
  );
  const shown = document.getElementById("shown");
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const questions = [...document.querySelectorAll("details.question")].map((element) => ({
    element,
    data: element.dataset,
    text: folded(element.textContent),
  }));

  const passes = ({ data, text }) =>
    (!missed.checked || "missed" in data) &&
    (!kind.value || data.kind === kind.value) &&
    (!language.value || data.language === language.value) &&
    (!source.value || data.source.includes(`/${source.value}/`)) &&
    folded(search.value).split(/\s+/).every((word) => text.includes(word));

  const filter = () => {
    let count = 0;
    for (const question of questions) {
      const hidden = !passes(question);
      question.element.hidden = hidden;
      count += hidden ? 0 : 1;
    }
    shown.textContent = `${count} of ${questions.length} questions shown`;
  };

  filters.hidden = false;
  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(filter));
  filter(); // a browser that comes back to the page keeps what was chosen
})();
