"use strict";
// Everything is on the page already: without this script the numbers lead to the marked words at its end.
(() => {
  const byId = (id) => document.getElementById(id);
  const reader = byId("reader");
  const shown = reader.querySelector(".text");
  const beside = matchMedia("(min-width: 70rem)");
  let opener = null; // the control that gets the focus back
  let anchors = []; // the places of the quotes in the article that is shown, in their order
  let current = -1;

  const textNodes = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  // From one offset to another of a text, counted over all of its nodes: quotes overlap, and so do their marks.
  const stretch = (root, from, to) => {
    const range = document.createRange();
    let before = 0;
    for (const node of textNodes(root)) {
      const end = before + node.length;
      if (before <= from && from < end) range.setStart(node, from - before);
      if (before < to && to <= end) range.setEnd(node, to - before);
      before = end;
    }
    return range;
  };

  const markShown = (anchor) => {
    const mark = document.createElement("mark");
    mark.className = "shown";
    const range = stretch(shown, Number(anchor.dataset.from), Number(anchor.dataset.to));
    mark.textContent = range.toString();
    range.deleteContents();
    range.insertNode(mark);
    const off = mark.getBoundingClientRect().top - shown.getBoundingClientRect().top;
    shown.scrollTop = off - Math.min(shown.clientHeight / 4, 96);
  };

  const fill = (source, anchor) => {
    const about = source.querySelector(".about").cloneNode(true);
    const where = source.querySelector(".where").cloneNode(true);
    reader.querySelector(".about").replaceChildren(...about.childNodes, where);
    const copy = source.querySelector(".text").cloneNode(true);
    for (const empty of copy.querySelectorAll("span[id]")) empty.remove();
    copy.normalize();
    shown.replaceChildren(...copy.childNodes);
    shown.scrollTop = 0;
    anchors = [...source.querySelectorAll(".text span[id]")];
    current = anchors.indexOf(anchor);
    const at = reader.querySelector(".at");
    const numbers = { "{n}": current + 1, "{all}": anchors.length };
    at.textContent = anchor ? at.dataset.said.replace(/\{\w+\}/g, (name) => numbers[name]) : "";
    const note = anchor && byId(`note-${anchor.id}`);
    reader.querySelector(".place").textContent = note ? note.querySelector(".place").textContent : "";
    reader.querySelector(".steps").hidden = !anchors.length;
    reader.querySelector(".previous").disabled = current <= 0;
    reader.querySelector(".next").disabled = current >= anchors.length - 1;
    for (const cite of document.querySelectorAll("a.cite[aria-current]")) cite.removeAttribute("aria-current");
    if (!anchor) return;
    for (const cite of document.querySelectorAll(`a.cite[data-quote="${CSS.escape(anchor.id)}"]`))
      cite.setAttribute("aria-current", "true");
  };

  const open = (target) => {
    if (!reader.open) beside.matches ? reader.show() : reader.showModal();
    document.documentElement.classList.add("reading");
    const source = target.closest("details");
    const anchor = target === source ? null : target;
    fill(source, anchor);
    if (anchor) markShown(anchor);
  };

  const close = () => {
    if (reader.open) reader.close();
  };

  reader.addEventListener("close", () => {
    document.documentElement.classList.remove("reading");
    for (const cite of document.querySelectorAll("a.cite[aria-current]")) cite.removeAttribute("aria-current");
    if (opener) opener.focus({ preventScroll: true });
  });

  const step = (by) => {
    if (anchors[current + by]) open(anchors[current + by]);
  };

  const follow = (event) => {
    const link = event.target.closest("a.cite, a.read");
    const target = link && byId(decodeURIComponent(link.hash.slice(1)));
    if (!target || !target.closest("#texts details")) return;
    event.preventDefault();
    if (!reader.contains(link)) opener = link;
    open(target);
    byId("reader-heading").focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const mark = event.target.closest("[data-entry]");
    if (event.target === reader || event.target.closest("#reader .close")) close();
    else if (event.target.closest("#reader .previous")) step(-1);
    else if (event.target.closest("#reader .next")) step(1);
    else if (mark) byId(mark.dataset.entry).scrollIntoView({ block: "center" });
    else follow(event);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !reader.open) return;
    event.preventDefault();
    close();
  });

  const filter = byId("filter");
  const told = byId("hidden-lines");
  const boxes = filter ? [...filter.querySelectorAll("input[name=source]")] : [];

  const sift = () => {
    const kept = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const part of document.querySelectorAll("[data-sources]"))
      part.toggleAttribute("hidden", !part.dataset.sources.split(" ").some((id) => kept.has(id)));
    const count = document.querySelectorAll("main .line[hidden]").length;
    const phrase = count === 1 ? told.dataset.one : told.dataset.more;
    told.textContent = count ? phrase.replace("{n}", count.toLocaleString(document.documentElement.lang)) : "";
  };

  if (filter) {
    filter.hidden = false;
    filter.querySelector("details").open = beside.matches;
    filter.addEventListener("change", sift);
    for (const [name, checked] of [["all", true], ["none", false]])
      filter.querySelector(`button.${name}`).addEventListener("click", () => {
        for (const box of boxes) box.checked = checked;
        sift();
      });
  }

  // The texts stand open for readers without scripts; here they open in the reader.
  for (const source of document.querySelectorAll("#texts details")) source.open = false;
  const asked = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (asked && asked.matches("#texts .text span")) open(asked);
})();
