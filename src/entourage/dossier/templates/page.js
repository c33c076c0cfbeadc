"use strict";
(function () {
  var root = document.documentElement, body = document.body, pane = document.getElementById("pane");
  var data = JSON.parse(document.getElementById("data").textContent);
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function byId(id) { return document.getElementById(id); }

  /* Light and dark. */
  var theme = byId("theme");
  function remembered() { try { return localStorage.getItem("entourage-theme"); } catch (e) { return null; } }
  function setTheme(value) { root.dataset.theme = value; try { localStorage.setItem("entourage-theme", value); } catch (e) { /* private window */ } }
  if (remembered()) root.dataset.theme = remembered();
  theme.hidden = false;
  theme.addEventListener("click", function () {
    var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    setTheme(dark ? "light" : "dark");
  });

  /* From a line to the text. */
  var pieces = all(".p"), starts = pieces.map(function (p) { return +p.id.slice(1); });
  function piecesOf(stretch) {
    var ends = stretch.split("-"), from = +ends[0], to = +ends[1], low = 0, high = starts.length;
    while (low < high) { var mid = (low + high) >> 1; if (starts[mid] < from) low = mid + 1; else high = mid; }
    var found = [];
    for (var i = low; i < starts.length && starts[i] < to && found.length < 200; i++) found.push(pieces[i]);
    return found;
  }
  function flash(elements) {
    elements.forEach(function (e) { e.classList.remove("flash"); });
    void body.offsetWidth;
    elements.forEach(function (e) { e.classList.add("flash"); });
    setTimeout(function () { elements.forEach(function (e) { e.classList.remove("flash"); }); }, 2400);
  }
  function reveal(target) {
    for (var e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    var own = target.querySelector && target.matches("li") && target.querySelector("details");
    if (own) own.open = true;
  }
  function go(id) {
    var target = byId(id);
    if (!target) return;
    reveal(target);
    target.scrollIntoView({ block: target.matches(".p") ? "center" : "start" });
    target.focus({ preventScroll: true });
    history.replaceState(null, "", "#" + id);
    if (!target.matches("section,h2")) flash([target.matches("span") && !target.textContent ? target.parentElement : target]);
  }
  function showInText(link) {
    var found = link.dataset.s ? piecesOf(link.dataset.s) : [];
    var first = found[0] || byId(link.getAttribute("href").slice(1));
    if (!first) return;
    var split = getComputedStyle(pane).overflowY === "auto";
    if (split) pane.scrollTo({ top: first.offsetTop - pane.offsetTop - pane.clientHeight / 3, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    else { first.scrollIntoView({ block: "center" }); first.focus({ preventScroll: true }); }
    flash(found.length ? found : [first]);
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || moved) return;
    var id = link.getAttribute("href").slice(1);
    if (link.matches(".p")) { event.preventDefault(); choose(link, event); }
    else if (/^t\d+$/.test(id)) { event.preventDefault(); showInText(link); }
    else if (byId(id)) { event.preventDefault(); go(id); }
  });
  var lit = [];
  function unlight() { lit.forEach(function (e) { e.classList.remove("lit"); }); lit = []; }
  document.addEventListener("mouseover", function (event) {
    var line = event.target.closest && event.target.closest("[data-s]");
    unlight();
    if (!line) return;
    lit = piecesOf(line.dataset.s);
    lit.forEach(function (e) { e.classList.add("lit"); });
  });

  /* From the text to its lines: straight on where there is one, a short list where there are several. */
  var menu = byId("menu");
  function words(node) { return node ? node.textContent.replace(/\s+/g, " ").trim() : ""; }
  function labelOf(id) {
    var e = byId(id);
    if (!e) return null;
    if (e.matches(".card")) return ["About", words(e.querySelector("h3"))];
    if (e.matches(".quote")) return ["Quote", words(e.querySelector("blockquote")).slice(0, 70)];
    if (e.matches(".finding")) return ["List", words(e.querySelector("h4"))];
    var summary = e.matches("li") ? e.querySelector("summary") : e.closest("li") && e.closest("li").querySelector("summary");
    if (!summary) return ["Line", words(e).slice(0, 80)];
    var card = e.closest(".card"), triple = summary.querySelector(".triple"), what = summary.querySelector(".what");
    return triple ? ["Tie", words(triple)] : what && card ? ["Role", words(card.querySelector("h3")) + ": " + words(what)] : ["Line", words(summary).slice(0, 80)];
  }
  function closeMenu() { menu.hidden = true; menu.textContent = ""; }
  function choose(link, event) {
    var seen = {}, options = [];
    link.dataset.l.split(" ").forEach(function (id) {
      var label = labelOf(id);
      if (label && !seen[label.join()]) { seen[label.join()] = 1; options.push([id, label]); }
    });
    if (options.length < 2) { go(link.getAttribute("href").slice(1)); return; }
    closeMenu();
    options.forEach(function (option) {
      var a = document.createElement("a"), kind = document.createElement("small");
      a.href = "#" + option[0]; a.setAttribute("role", "menuitem");
      kind.textContent = option[1][0];
      a.appendChild(kind); a.appendChild(document.createTextNode(option[1][1]));
      menu.appendChild(a);
    });
    menu.hidden = false;
    var box = link.getClientRects()[0], x = event.clientX || box.left, y = event.clientY || box.bottom;
    menu.style.left = Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 12)) + scrollX + "px";
    menu.style.top = (y + 14 + menu.offsetHeight > innerHeight ? Math.max(8, y - menu.offsetHeight - 12) : y + 14) + scrollY + "px";
    menu.firstChild.focus({ preventScroll: true });
    opener = link;
  }
  var opener = null;
  document.addEventListener("click", function (event) { if (!menu.hidden && !(event.target.closest && event.target.closest(".p"))) closeMenu(); });
  document.addEventListener("keydown", function (event) {
    if (menu.hidden) return;
    var items = all("a", menu), at = items.indexOf(document.activeElement);
    if (event.key === "Escape") { closeMenu(); if (opener) opener.focus({ preventScroll: true }); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus();
    }
  });

  /* The picture: neighbours, ties by kind, zoom and pan. */
  var net = byId("net"), moved = false;
  if (net) {
    var nodes = all(".node", net), edges = all(".edge", net), caption = byId("caption"), plain = caption.textContent;
    var whole = net.getAttribute("viewBox").split(" ").map(Number), view = whole.slice(), drag = null;
    var quiet = function () { net.classList.remove("busy"); nodes.concat(edges).forEach(function (e) { e.classList.remove("on"); }); caption.textContent = plain; };
    var focusOn = function (keepNodes, keepEdges, text) {
      quiet(); net.classList.add("busy");
      keepNodes.forEach(function (i) { nodes[i].classList.add("on"); });
      keepEdges.forEach(function (i) { edges[i].classList.add("on"); });
      caption.textContent = text;
    };
    var onNode = function (i) {
      var keep = [i], lines = [], text = [];
      data.lines.forEach(function (pair, j) {
        if ((pair[0] !== i && pair[1] !== i) || edges[j].classList.contains("off")) return;
        keep.push(pair[0], pair[1]); lines.push(j); text.push(words(edges[j].querySelector("title")));
      });
      focusOn(keep, lines, text.slice(0, 4).join("; ") + (text.length > 4 ? "; and " + (text.length - 4) + " more" : "") || words(nodes[i].querySelector("title")));
    };
    nodes.forEach(function (node, i) {
      node.addEventListener("mouseenter", function () { onNode(i); });
      node.addEventListener("focus", function () { onNode(i); });
      node.addEventListener("mouseleave", quiet);
      node.addEventListener("blur", quiet);
    });
    edges.forEach(function (edge, j) {
      edge.addEventListener("mouseenter", function () { focusOn(data.lines[j], [j], words(edge.querySelector("title"))); });
      edge.addEventListener("mouseleave", quiet);
    });
    var boxes = all(".filters input");
    boxes.forEach(function (box) {
      box.addEventListener("change", function () {
        var shown = {}, tied = {};
        boxes.forEach(function (b) { shown[b.value] = b.checked; });
        edges.forEach(function (edge, j) {
          var keep = edge.dataset.g.split("|").some(function (g) { return shown[g]; });
          edge.classList.toggle("off", !keep);
          if (keep) { tied[data.lines[j][0]] = 1; tied[data.lines[j][1]] = 1; }
        });
        nodes.forEach(function (node, i) { node.classList.toggle("off", !tied[i]); });
      });
    });
    var draw = function () { net.setAttribute("viewBox", view.join(" ")); };
    var zoom = function (factor, cx, cy) {
      var width = Math.min(whole[2] * 1.3, Math.max(whole[2] / 8, view[2] * factor)), scale = width / view[2];
      view = [cx - (cx - view[0]) * scale, cy - (cy - view[1]) * scale, width, view[3] * scale];
      draw();
    };
    var at = function (event) {
      var box = net.getBoundingClientRect();
      return [view[0] + (event.clientX - box.left) / box.width * view[2], view[1] + (event.clientY - box.top) / box.height * view[3]];
    };
    all("[data-zoom]").forEach(function (button) {
      button.addEventListener("click", function () {
        if (+button.dataset.zoom) zoom(+button.dataset.zoom, view[0] + view[2] / 2, view[1] + view[3] / 2);
        else { view = whole.slice(); draw(); }
      });
    });
    net.addEventListener("wheel", function (event) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      var p = at(event);
      zoom(event.deltaY < 0 ? 0.87 : 1.15, p[0], p[1]);
    }, { passive: false });
    net.addEventListener("pointerdown", function (event) { if (event.pointerType === "mouse") { drag = [event.clientX, event.clientY, view[0], view[1]]; moved = false; } });
    window.addEventListener("pointermove", function (event) {
      if (!drag) return;
      var box = net.getBoundingClientRect(), dx = event.clientX - drag[0], dy = event.clientY - drag[1];
      if (Math.abs(dx) + Math.abs(dy) > 5) moved = true;
      if (moved) { view[0] = drag[2] - dx / box.width * view[2]; view[1] = drag[3] - dy / box.height * view[3]; draw(); }
    });
    window.addEventListener("pointerup", function () { drag = null; setTimeout(function () { moved = false; }, 0); });
    net.addEventListener("dragstart", function (event) { event.preventDefault(); });
    net.addEventListener("click", function (event) { if (moved) event.preventDefault(); }, true);
    all(".tools").forEach(function (tools) { tools.hidden = false; });
  }

  /* Paper shows what is folded. */
  var opened = [];
  window.addEventListener("beforeprint", function () { opened = all("details:not([open])"); if (opened.length < 2000) opened.forEach(function (d) { d.open = true; }); });
  window.addEventListener("afterprint", function () { opened.forEach(function (d) { d.open = false; }); });
  if (location.hash.length > 1 && byId(location.hash.slice(1))) reveal(byId(location.hash.slice(1)));
})();
