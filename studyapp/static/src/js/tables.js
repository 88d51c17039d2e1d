// Sorting and filtering of tables that are already complete without script.
const readCell = (row, index) => {
  const cell = row.cells[index];
  return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
};

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

const compare = (one, other) =>
  typeof one === "number" && typeof other === "number" ? one - other : collator.compare(String(one), String(other));

const sortBy = (table, header, index) => {
  const descending = header.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => compare(readCell(a, index), readCell(b, index)));
  body.append(...(descending ? rows.reverse() : rows));
};

const makeSortable = (table) => {
  for (const [index, header] of [...table.tHead.rows[0].cells].entries()) {
    if (!header.textContent.trim() || header.dataset.kind === "html") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort-button";
    button.title = table.dataset.sortLabel;
    button.textContent = header.textContent;
    button.addEventListener("click", () => sortBy(table, header, index));
    header.replaceChildren(button);
  }
};

const makeFilter = (frame) => {
  const line = document.createElement("div");
  line.className = "table-filter";
  const input = document.createElement("input");
  input.type = "search";
  input.className = "form-control";
  input.placeholder = frame.dataset.filterLabel;
  input.setAttribute("aria-label", frame.dataset.filterLabel);
  const news = document.createElement("span");
  news.setAttribute("role", "status");
  line.append(input, news);
  frame.prepend(line);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    for (const row of frame.querySelectorAll("tbody tr")) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    news.textContent = shown ? "" : frame.dataset.noneLabel;
  });
};

const enhance = (root) => {
  for (const table of root.querySelectorAll("table[data-sortable]:not([data-enhanced])")) {
    table.dataset.enhanced = "yes";
    if (table.tHead && table.tBodies[0]?.rows.length > 1) makeSortable(table);
  }
  for (const frame of root.querySelectorAll("[data-table-tools]:not([data-enhanced])")) {
    frame.dataset.enhanced = "yes";
    makeFilter(frame);
  }
};

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt.parentElement ?? document));
