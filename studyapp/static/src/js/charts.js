// Draws each [data-chart] from the table inside it, when it comes into view; ECharts is loaded only then.
const loading = new Map();
const load = (address) => {
  if (!loading.has(address)) {
    loading.set(address, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    }));
  }
  return loading.get(address);
};

const readTable = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const drawn = heads.map((head, index) => ({ head, index })).filter(({ head }) => ["number", "percent"].includes(head.dataset.kind));
  return {
    names: rows.map((row) => row.cells[0].textContent.trim()),
    series: drawn.map(({ head, index }) => ({
      name: head.textContent.trim(),
      isShare: head.dataset.kind === "percent",
      data: rows.map((row) => Number(row.cells[index].dataset.value ?? Number.NaN)),
    })),
  };
};

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const options = (figures, kind) => {
  const ink = colour("--ink");
  const isShare = figures.series.every((series) => series.isShare);
  const inWords = (value) => (isShare ? `${Math.round(value * 100)}%` : String(value));
  const isLine = kind === "lines"; // what changes over time runs from left to right
  const values = { type: "value", max: isShare ? 1 : undefined, minInterval: isShare ? undefined : 1, axisLabel: { color: ink, formatter: inWords }, splitLine: { lineStyle: { color: colour("--line") } } };
  const names = { type: "category", inverse: !isLine, data: figures.names, axisLabel: { color: ink, width: 120, overflow: "truncate" }, axisLine: { lineStyle: { color: colour("--line-strong") } } };
  return {
    animation: false,
    textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
    // From what is done to what is not: reached, missed, under way, not begun.
    color: [colour("--action"), colour("--warn"), colour("--action-mid"), colour("--line-strong"), colour("--bad")],
    tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: inWords },
    legend: figures.series.length > 1 ? { textStyle: { color: ink }, top: 0 } : undefined,
    grid: { left: 8, right: 24, top: figures.series.length > 1 ? 36 : 8, bottom: 8, containLabel: true },
    xAxis: isLine ? names : values,
    yAxis: isLine ? values : names,
    series: figures.series.map((series) => ({ type: isLine ? "line" : "bar", name: series.name, data: series.data, stack: kind === "stacked" ? "all" : undefined, barMaxWidth: 22 })),
  };
};

const draw = async (section) => {
  const table = section.querySelector("table");
  const picture = section.querySelector("[data-chart-picture]");
  if (!table || !picture) return;
  await load(section.dataset.echarts);
  const figures = readTable(table);
  picture.hidden = false;
  const chart = window.echarts.init(picture, null, { renderer: "canvas", height: section.dataset.chart === "lines" ? 280 : Math.max(160, figures.names.length * 36 + 72) });
  const show = () => chart.setOption(options(figures, section.dataset.chart), true);
  show();
  document.addEventListener("themechange", show);
  addEventListener("resize", () => chart.resize());
};

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    watcher.unobserve(entry.target);
    draw(entry.target);
  }
});
for (const section of document.querySelectorAll("[data-chart]")) watcher.observe(section);
