"use strict";
(() => {
  const form = document.querySelector(".tools");
  const table = document.querySelector("#policies table");
  const status = form.querySelector("[role=status]");
  const fold = (s) => s.toLocaleLowerCase("en-GB").normalize("NFKD");

  const apply = () => {
    if (!table) return;
    const search = fold(form.elements.search.value.trim());
    const { value: policy } = form.elements.policy;
    const { value: standing } = form.elements.standing;
    const rows = [...table.tBodies[0].rows];
    for (const row of rows) {
      row.hidden = Boolean((policy && row.dataset.policy !== policy) || (standing && row.dataset.standing !== standing) || (search && !fold(row.textContent).includes(search)));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = shown === rows.length ? `All ${shown} policies shown` : `${shown} of ${rows.length} policies shown`;
  };
  const key = (row, index) => {
    const cell = row.cells[index];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  const order = ["Red", "Amber", "Green"];
  const compare = (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    if (a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
    if (order.includes(a) && order.includes(b)) return order.indexOf(a) - order.indexOf(b);
    return a.localeCompare(b, "en-GB", { numeric: true, sensitivity: "base" });
  };
  const sort = (head) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows].sort((a, b) => compare(key(a, head.cellIndex), key(b, head.cellIndex)) * (down ? -1 : 1));
    body.append(...rows);
  };

  for (const head of document.querySelectorAll(".sortable thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }
  for (const tile of document.querySelectorAll("[data-standing]")) {
    if (tile.tagName !== "A") continue;
    if (tile.dataset.standing === "Not read") { tile.hash = "unread"; continue; }
    tile.addEventListener("click", () => { form.elements.standing.value = tile.dataset.standing; apply(); });
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = !table;
  apply();
})();
