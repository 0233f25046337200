/* Distances from where somebody stands. Loaded by a tap on "In meiner Nähe". The position is rounded here, goes in the
   body of a POST and is held by this script alone: no address and no storage has it, and with the page it is gone. */
(function () {
  "use strict";
  var TALL = 0.002;
  var WIDE = 0.003;
  var VAGUE = 500;
  var here = "";
  var shown = location.pathname + location.search;

  function told(words) {
    document.querySelector("[data-near-told]").textContent = words;
  }

  function rounded(value, step) {
    return (Math.round(value / step) * step).toFixed(3);
  }

  function taken(page, selector) {
    var before = document.querySelector(selector);
    var after = page.querySelector(selector);
    if (before && after) {
      before.replaceWith(after);
      after.dispatchEvent(new Event("newly", { bubbles: true }));
    }
  }

  /* A link of the page followed with the position along; whatever fails is followed without it. */
  function go(address, on) {
    var main = document.getElementById("inhalt");
    main.setAttribute("aria-busy", "true");
    fetch(address.split("#")[0], {
      method: "POST", body: new URLSearchParams({ hier: here }), credentials: "omit", cache: "no-store"
    })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        if (on) {
          history.pushState(null, "", address);
        }
        shown = location.pathname + location.search;
        taken(page, ".tongues");
        taken(page, "#inhalt");
        document.getElementById("inhalt").focus();
        scrollTo(0, 0);
      })
      .catch(function () { location.assign(address); });
  }

  function seek(button) {
    told(button.dataset.wait);
    navigator.geolocation.getCurrentPosition(
      function (found) {
        var where = found.coords;
        if (where.accuracy > VAGUE) {
          told(button.dataset.failed);
          return;
        }
        here = rounded(where.latitude, TALL) + ", " + rounded(where.longitude, WIDE);
        go(location.href, false);
      },
      function () { told(button.dataset.failed); },
      { maximumAge: 60000, timeout: 20000 }
    );
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-near]");
    var link = event.target.closest("#inhalt a[href]");
    if (button) {
      seek(button);
    } else if (!link || !here || link.pathname !== location.pathname ||
      event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    } else if (link.hasAttribute("data-far")) {
      event.preventDefault();
      here = "";
      history.replaceState(null, "", link.href);
      location.reload();  // the same address, asked for without a position
    } else if (link.search !== location.search) {
      event.preventDefault();
      go(link.href, true);
    }
  });
  addEventListener("popstate", function () {
    var leaving = document.documentElement.hidden;
    if (here && !leaving && shown !== location.pathname + location.search) {
      go(location.href, false);
    }
  });
  seek(document.querySelector("[data-near]"));
})();
