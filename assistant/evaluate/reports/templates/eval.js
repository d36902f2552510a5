"use strict";
// Everything is on the page already: without this script a number leads to the list of its part.
(() => {
  const SIGNS = "-?+"; // what a case came to in a metric, in the order in which a reader looks for it
  const STATES = { "-": "failed", "?": "unscored", "+": "passed" };
  const byId = (id) => document.getElementById(id);
  const lists = new Map();

  const read = (entry) => ({
    entry,
    group: entry.dataset.g,
    state: ["failed", "unscored"].find((state) => entry.classList.contains(state)) || "passed",
    signs: new Map(entry.dataset.m.split(" ").filter(Boolean).map((each) => [each.slice(0, -1), each.slice(-1)])),
  });

  // In one metric a case is failed if it lost there, whatever it came to in others.
  const stateIn = (one, metric) => (metric === "-1" ? one.state : STATES[one.signs.get(metric)]);

  const sift = (list) => {
    const form = list.querySelector("form");
    const wanted = (name, any) => (form.elements[name] ? form.elements[name].value : any);
    const [metric, group, state] = [wanted("metric", "-1"), wanted("group", "-1"), wanted("state", "")];
    if (!lists.has(list.id)) lists.set(list.id, [...list.querySelectorAll(".case")].map(read));
    const all = lists.get(list.id);
    const kept = all.filter(
      (one) =>
        (metric === "-1" || one.signs.has(metric)) &&
        (group === "-1" || one.group === group) &&
        (!state || stateIn(one, metric) === state),
    );
    const order = metric === "-1" ? all : [...all].sort((a, b) => place(a, metric) - place(b, metric));
    const keep = new Set(kept);
    for (const one of all) {
      const came = stateIn(one, one.signs.has(metric) ? metric : "-1");
      one.entry.hidden = !keep.has(one);
      one.entry.className = `case ${came}`;
      one.entry.querySelector(".state").textContent = came;
    }
    arrange(list.querySelector(".cases"), order);
    const title = form.elements.metric.selectedOptions[0].text;
    const counts = `${kept.length.toLocaleString("en")} of ${all.length.toLocaleString("en")} cases`;
    form.querySelector(".shown").textContent =
      metric === "-1" ? `${counts}, those that failed first` : `${counts}: they count in “${title}”, those that failed there first`;
  };

  // Emptied first: to take thousands of elements out one by one lasts seconds.
  const arrange = (box, order) => {
    if (order.every((one, at) => box.children[at] === one.entry)) return;
    box.replaceChildren();
    box.append(...order.map((one) => one.entry));
  };

  const place = (one, metric) => SIGNS.indexOf(one.signs.get(metric) || "+");

  const show = (list, metric, group, state) => {
    const form = list.querySelector("form");
    form.elements.metric.value = metric;
    if (form.elements.group) form.elements.group.value = group;
    form.elements.state.value = state;
    sift(list);
  };

  const reveal = (target) => {
    for (let outer = target.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  };

  const go = () => {
    const [name, metric, group, state] = decodeURIComponent(location.hash.slice(1)).split("/");
    const target = byId(name);
    if (!target) return;
    const list = target.closest(".sieve");
    if (target === list) show(list, metric || "-1", group || "-1", state || "");
    else if (list && target.hidden) show(list, "-1", "-1", "");
    reveal(target);
    if (!list) return;
    target.scrollIntoView({ block: "start" });
    const focus = target === list ? target : target.querySelector("summary");
    if (focus) focus.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const { list, metric, group, state } = link.dataset;
    const hash = list ? `#${list}/${metric}/${group}/${state}` : link.hash;
    if (hash === location.hash) {
      event.preventDefault();
      go();
    } else if (list) {
      event.preventDefault();
      location.hash = hash;
    }
  });

  addEventListener("hashchange", go);

  for (const form of document.querySelectorAll(".sieve form")) {
    const list = form.closest(".sieve");
    form.hidden = false;
    form.addEventListener("change", () => sift(list));
    form.addEventListener("reset", () => setTimeout(() => sift(list)));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector(".shown").textContent = "Cases that failed stand first";
  }
  if (location.hash) go();
})();
