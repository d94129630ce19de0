"use strict";
(() => {
  const form = document.querySelector(".tools");
  const rows = [...document.querySelectorAll(".row")];
  const parts = [...document.querySelectorAll(".part")];
  const status = form.querySelector("[role=status]");
  const text = new Map();
  const fold = (s) => s.toLocaleLowerCase("en-GB").normalize("NFKD").replace(/\s+/g, " ");

  const wanted = () => {
    const data = new FormData(form);
    return { kinds: new Set(data.getAll("kind")), material: data.has("material"), section: data.get("section"), search: fold(data.get("search").trim()) };
  };
  const words = (row) => {
    if (!text.has(row)) text.set(row, fold([...row.querySelectorAll(".clause, .reasons, .cite")].map((e) => e.textContent).join(" ")));
    return text.get(row);
  };
  const fits = (row, w) => w.kinds.has(row.dataset.kind)
    && (!w.material || row.classList.contains("material"))
    && (!w.section || row.parentElement.id === w.section)
    && (!w.search || words(row).includes(w.search));
  const apply = () => {
    const w = wanted();
    let shown = 0;
    for (const row of rows) { row.hidden = !fits(row, w); shown += row.hidden ? 0 : 1; }
    for (const part of parts) part.hidden = !part.querySelector(".row:not([hidden])");
    const whole = shown === rows.length;
    for (const note of document.querySelectorAll(".elsewhere")) if (!note.closest(".row")) note.hidden = !whole;
    status.textContent = whole ? `All ${rows.length} clauses shown` : `${shown} of ${rows.length} clauses shown`;
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const folded = target.closest("details");
    if (folded) folded.open = true;
    if (target.hidden || target.closest("[hidden]")) { form.reset(); apply(); }
    target.scrollIntoView();
    if (target.tabIndex === -1) target.focus({ preventScroll: true });
  };
  const copy = async (button, row) => {
    const link = location.href.split("#")[0] + "#" + row.id;
    try { await navigator.clipboard.writeText(link); button.textContent = "Link copied"; }
    catch { location.hash = row.id; button.textContent = "Link is in the address bar"; }
    setTimeout(() => { button.textContent = "Copy link"; }, 3000);
  };

  for (const row of rows) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy link";
    button.setAttribute("aria-describedby", row.id + "-title");
    button.addEventListener("click", () => copy(button, row));
    row.querySelector("h4").after(button);
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details")) d.open = true; });
  form.hidden = false;
  apply();
  if (location.hash) reveal();
})();
