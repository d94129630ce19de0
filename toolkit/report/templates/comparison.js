"use strict";
(() => {
  const form = document.querySelector(".tools");
  const stepper = document.querySelector(".stepper");
  const list = document.getElementById("change");
  const rows = [...document.querySelectorAll(".row")];
  const parts = [...document.querySelectorAll(".part")];
  const changes = rows.filter((row) => row.dataset.change);
  const status = form.querySelector("[role=status]");
  const told = stepper.querySelector("[role=status]");
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
  const cited = (row) => {
    const cite = row.querySelector(".cite").textContent;
    return /\d/.test(cite) ? cite : `${cite} in ${row.parentElement.querySelector("h3").textContent}`;
  };
  const named = (row) => `${row.dataset.change} of ${changes.length}: ${cited(row)}, ${row.querySelector(".tag").lastChild.textContent.trim()}`;
  const offer = () => {
    const shown = changes.filter((row) => !row.hidden);
    const first = new Option(shown.length === changes.length ? `${changes.length} changes` : `${shown.length} of ${changes.length} changes shown`, "");
    list.replaceChildren(first, ...shown.map((row) => new Option(named(row), row.id)));
    list.value = shown.includes(current) ? current.id : "";
  };
  const apply = () => {
    const w = wanted();
    let shown = 0;
    for (const row of rows) { row.hidden = !fits(row, w); shown += row.hidden ? 0 : 1; }
    for (const part of parts) part.hidden = !part.querySelector(".row:not([hidden])");
    const whole = shown === rows.length;
    for (const note of document.querySelectorAll(".elsewhere")) if (!note.closest(".row")) note.hidden = !whole;
    status.textContent = whole ? `All ${rows.length} clauses shown` : `${shown} of ${rows.length} clauses shown`;
    offer();
  };

  let current = null;
  const mark = (row) => {
    if (current) current.removeAttribute("aria-current");
    current = row;
    list.value = row && row.dataset.change ? row.id : "";
    if (row) row.setAttribute("aria-current", "true");
  };
  const go = (row) => {
    mark(row);
    row.scrollIntoView();
    told.textContent = `Change ${named(row)}`;
  };
  const step = (by) => {
    const shown = changes.filter((row) => !row.hidden);
    if (!shown.length) { told.textContent = "No change is shown"; return null; }
    const reached = (row) => current && !current.hidden
      ? current.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING
      : row.getBoundingClientRect().top > 0;
    const next = by > 0
      ? shown.find((row) => row !== current && reached(row))
      : shown.findLast((row) => row !== current && !reached(row));
    if (next) { go(next); return next; }
    told.textContent = by > 0 ? "That was the last change" : "That was the first change";
    return null;
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const folded = target.closest("details");
    if (folded) folded.open = true;
    if (target.hidden || target.closest("[hidden]")) { form.reset(); apply(); }
    if (target.classList.contains("row")) mark(target);
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
  form.elements.changes.addEventListener("click", () => {
    const chosen = new Set(changes.map((row) => row.dataset.kind));
    for (const box of form.querySelectorAll("[name=kind]")) box.checked = chosen.has(box.value);
    apply();
  });
  for (const button of stepper.querySelectorAll("button")) button.addEventListener("click", () => step(Number(button.value)));
  list.addEventListener("change", () => { const row = document.getElementById(list.value); if (row) go(row); });
  addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("select, input")) return;
    event.preventDefault();
    const row = step(by);
    if (row) row.focus({ preventScroll: true });
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details")) d.open = true; });
  form.hidden = false;
  stepper.hidden = !changes.length;
  apply();
  if (location.hash) reveal();
})();
