"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  const LEAST_MILLIS = 1;
  const MOST_MILLIS = 10000;
  const EVERY_MILLIS = 1000;
  const REFUSED_MILLIS = 5000;
  const byId = (id) => document.getElementById(id);

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const millis = (value) => {
    if (value === null) return "–";
    if (value < 9.95) return value.toFixed(1) + " ms";
    if (value < 999.5) return value.toFixed(0) + " ms";
    return (value / 1000).toFixed(1) + " s";
  };
  const percent = (share) => {
    if (share === null) return "–";
    const value = 100 * share;
    return (value > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)) + " %";
  };
  const count = (value) => {
    if (value === null) return "–";
    return value < 9.95 ? value.toFixed(1) : value.toFixed(0);
  };
  const rate = (value) => String(Number(value.toPrecision(4)));

  const figure = (list, name, className) => {
    const box = element("div", className);
    const shown = element("dd", className === "main" ? "first" : "", "–");
    box.append(element("dt", "", name), shown);
    list.append(box);
    return shown;
  };

  // Until when it is said why something was refused.
  let refusedUntil = 0;

  const columns = facts.variants.map((variant, index) => {
    const box = element("section", "column v" + index);
    box.dataset.variant = variant;
    const list = element("dl", "figures");
    box.append(element("h2", "", variant), list);
    const column = {
      variant,
      p95: figure(list, "p95 latency", "main"),
      p50: figure(list, "p50"),
      failed: figure(list, "failed"),
      inFlight: figure(list, "waiting"),
      used: facts.cause ? figure(list, facts.cause + " per request", "cause") : null,
      endpoints: element("ul", "endpoints"),
      line: document.createElementNS(SVG, "svg"),
    };
    column.line.setAttribute("class", "line");
    column.line.setAttribute("role", "img");
    column.line.setAttribute("aria-label", "p95 latency of " + variant + ", last two minutes");
    box.append(column.endpoints, column.line);
    byId("columns").append(box);
    return column;
  });

  const svg = (parent, name, attributes, text) => {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  };

  const draw = (column, state, values) => {
    const line = column.line;
    const width = line.clientWidth;
    const height = line.clientHeight;
    const left = 58;
    const bottom = height - 22;
    const top = 8;
    const first = state.second - facts.keptSeconds;
    const x = (second) => left + ((second - first) / facts.keptSeconds) * (width - left);
    const y = (value) => {
      const bounded = Math.min(MOST_MILLIS, Math.max(LEAST_MILLIS, value));
      return bottom - (Math.log(bounded / LEAST_MILLIS) / Math.log(MOST_MILLIS / LEAST_MILLIS)) * (bottom - top);
    };
    line.replaceChildren();
    line.setAttribute("viewBox", "0 0 " + width + " " + height);
    state.struck.forEach((each) => {
      const from = Math.max(left, x(each.fromSecond));
      const to = x(each.toSecond === null ? state.second : Math.min(each.toSecond, state.second));
      if (to > from) {
        svg(line, "rect", {class: "struck", x: from, y: top, width: to - from, height: bottom - top});
      }
    });
    [[1, "1 ms"], [10, "10 ms"], [100, "100 ms"], [1000, "1 s"], [10000, "10 s"]].forEach(([at, name]) => {
      svg(line, "line", {class: "grid", x1: left, x2: width, y1: y(at), y2: y(at)});
      svg(line, "text", {x: left - 6, y: y(at) + 4, "text-anchor": "end"}, name);
    });
    svg(line, "text", {x: left, y: height - 4}, "2 min ago");
    svg(line, "text", {x: width, y: height - 4, "text-anchor": "end"}, "now");
    let path = "";
    let drawing = false;
    values.forEach((value, index) => {
      if (value !== null) {
        path += (drawing ? "L" : "M") + x(first + index + 0.5).toFixed(1) + " " + y(value).toFixed(1);
        // A second alone would be a line without length.
        if (!drawing) path += "h.01";
      }
      drawing = value !== null;
    });
    svg(line, "path", {class: "p95", d: path});
  };

  const show = (state) => {
    document.body.classList.remove("ended");
    columns.forEach((column) => {
      const now = state.columns.find((each) => each.variant === column.variant);
      column.p95.textContent = millis(now.recent.p95Millis);
      column.p50.textContent = millis(now.recent.p50Millis);
      column.failed.textContent = percent(now.recent.failedShare);
      column.inFlight.textContent = String(now.inFlight);
      if (column.used) column.used.textContent = count(now.usedPerRequest);
      column.endpoints.replaceChildren(
        ...Object.entries(now.endpoints).map(([name, figures]) => {
          const item = element("li");
          item.append(
            element("b", "", name),
            " p95 " + millis(figures.p95Millis) + ", " + percent(figures.failedShare) + " failed");
          return item;
        }));
      draw(column, state, now.p95MillisBySecond);
    });
    byId("rate").textContent = rate(state.arrivalsPerSecond);
    byId("half").disabled = state.arrivalsPerSecond / 2 < state.leastArrivalsPerSecond;
    byId("double").disabled = state.arrivalsPerSecond * 2 > state.mostArrivalsPerSecond;
    byId("half").dataset.rate = state.arrivalsPerSecond / 2;
    byId("double").dataset.rate = state.arrivalsPerSecond * 2;
    const on = facts.faults.find((fault) => fault.name === state.active);
    document.querySelectorAll("[data-fault]").forEach((button) => {
      const active = button.dataset.fault === state.active;
      button.classList.toggle("on", active);
      button.firstChild.textContent = (active ? "Remove " : "") + button.dataset.fault;
      button.disabled = false;
    });
    const refused = Date.now() < refusedUntil;
    if (!refused) say(on ? on.name + ": " + on.label + ", at both; goes by itself" : "");
    byId("left").textContent = on && !refused ? " in " + Math.ceil(state.leftSeconds) + " s" : "";
  };

  // The part that changes every second is not read out again and again.
  const left = element("span");
  left.id = "left";
  left.setAttribute("aria-hidden", "true");
  const words = element("span");
  byId("state").append(words, left);
  const say = (text) => {
    if (words.textContent !== text) words.textContent = text;
  };

  const answered = async (path, options) => {
    const answer = await fetch(path, {cache: "no-store", ...options});
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.error);
    return body;
  };
  const post = async (path, body) => {
    try {
      show(await answered(path, {
        method: "POST",
        headers: {"Content-Type": "application/json", "X-Faceoff-Token": facts.token},
        body: JSON.stringify(body),
      }));
    } catch (e) {
      refusedUntil = Date.now() + REFUSED_MILLIS;
      say(e.message);
    }
  };

  facts.faults.forEach((fault) => {
    const button = element("button");
    button.type = "button";
    button.dataset.fault = fault.name;
    button.append(element("span", "", fault.name), element("small", "", fault.label));
    button.addEventListener("click", () => {
      button.disabled = true;
      post("/fault", {fault: button.classList.contains("on") ? null : fault.name});
    });
    byId("faults").append(button);
    byId("faults").hidden = false;
  });
  ["half", "double"].forEach((id) =>
    byId(id).addEventListener("click", () => post("/rate", {arrivalsPerSecond: Number(byId(id).dataset.rate)})));

  const poll = async () => {
    try {
      show(await answered("/state"));
    } catch (e) {
      document.body.classList.add("ended");
      say("No answer: faceoff has ended, or is about to.");
      byId("left").textContent = "";
    }
    setTimeout(poll, EVERY_MILLIS);
  };
  poll();
})();
