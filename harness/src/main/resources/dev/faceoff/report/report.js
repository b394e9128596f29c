"use strict";
// Adds reading values and switching variants to charts that are complete without it.
(function () {
  var SVG = "http://www.w3.org/2000/svg";

  function make(parent, name, attributes) {
    var element = parent.appendChild(document.createElementNS(SVG, name));
    Object.keys(attributes).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    return element;
  }

  // The rows of the chart's table that have a place on its x axis, in that order.
  function readings(figure) {
    var heads = Array.from(figure.querySelectorAll("details.data thead th"), function (th) {
      return th.textContent;
    });
    return Array.from(figure.querySelectorAll("details.data tbody tr"), function (row) {
      var cells = Array.from(row.cells);
      return {
        x: Number(row.dataset.x),
        variant: row.dataset.variant,
        text: cells
          .map(function (cell, i) {
            return i === 0 ? cell.textContent : heads[i] + ": " + cell.textContent;
          })
          .join(" · "),
        points: cells
          .map(function (cell, i) {
            return { y: Number(cell.dataset.y), place: cell.dataset.y, variant: row.dataset.variant || String(i - 1) };
          })
          .filter(function (point) {
            return point.place !== undefined;
          })
      };
    }).sort(function (a, b) {
      return a.x - b.x;
    });
  }

  function reader(figure) {
    var rows = readings(figure);
    if (rows.length < 2) {
      return;
    }
    var finding = figure.querySelector("h3").textContent;
    var box = document.createElement("div");
    box.className = "reader";
    var slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(rows.length - 1);
    slider.value = "0";
    slider.setAttribute("aria-label", "Read values: " + finding);
    var output = document.createElement("output");
    output.textContent = "Point at the chart, or use the arrow keys on the slider, to read values.";
    box.append(slider, output);
    figure.querySelector(".drawing").after(box);

    var layers = Array.from(figure.querySelectorAll("svg.plot"), function (svg) {
      return { svg: svg, plot: svg.dataset.plot.split(" ").map(Number), group: make(svg, "g", { "aria-hidden": "true" }) };
    });

    function show(index) {
      var row = rows[index];
      slider.value = String(index);
      slider.setAttribute("aria-valuetext", row.text);
      output.textContent = row.text;
      output.className = "live";
      layers.forEach(function (layer) {
        var left = layer.plot[0] + row.x * layer.plot[2];
        layer.group.replaceChildren();
        make(layer.group, "line", {
          "class": "cross", x1: left, x2: left, y1: layer.plot[1], y2: layer.plot[1] + layer.plot[3]
        });
        row.points.forEach(function (point) {
          var series = layer.svg.querySelector(".series[data-variant='" + point.variant + "']");
          if (!series || !series.classList.contains("off")) {
            make(layer.group, "circle", {
              "class": "ring", cx: left, cy: layer.plot[1] + (1 - point.y) * layer.plot[3], r: 9
            });
          }
        });
      });
    }

    slider.addEventListener("input", function () {
      show(Number(slider.value));
    });
    layers.forEach(function (layer) {
      layer.svg.addEventListener("pointermove", function (event) {
        var box = layer.svg.getBoundingClientRect();
        var x = ((event.clientX - box.left) / box.width) * layer.svg.viewBox.baseVal.width;
        var share = (x - layer.plot[0]) / layer.plot[2];
        var nearest = 0;
        rows.forEach(function (row, i) {
          if (Math.abs(row.x - share) < Math.abs(rows[nearest].x - share)) {
            nearest = i;
          }
        });
        show(nearest);
      });
    });
  }

  function switches(figure) {
    var entries = Array.from(figure.querySelectorAll(".legend li"));
    if (entries.length < 2) {
      return;
    }
    entries.forEach(function (entry) {
      var button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      button.append.apply(button, Array.from(entry.childNodes));
      entry.append(button);
      button.addEventListener("click", function () {
        var shown = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(shown));
        figure.querySelectorAll(".series[data-variant='" + entry.dataset.variant + "']").forEach(function (series) {
          series.classList.toggle("off", !shown);
        });
        var slider = figure.querySelector(".reader input");
        if (slider && figure.querySelector(".reader .live")) {
          slider.dispatchEvent(new Event("input"));
        }
      });
    });
  }

  document.querySelectorAll("figure.chart").forEach(function (figure) {
    reader(figure);
    switches(figure);
  });
})();
