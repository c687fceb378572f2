// Starts what improves a page. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// MOJ's script is fetched only by a page that has something for it
if (document.querySelector('[data-module^="moj-"]')) {
  import("./moj-frontend.min.js").then((moj) => moj.initAll());
}

// so is what makes parts of a drawing board draggable
if (document.querySelector("[data-drag]")) {
  import("./board.js");
}

// and what speaks to the browser about passkeys
if (document.querySelector("[data-passkey]")) {
  import("./passkey.js");
}

// A fragment that came in is started too. A notice of something that went wrong is heard and stays in sight; it takes
// the focus only from whoever is not typing
document.addEventListener("htmx:afterSettle", (event) => {
  initAll({ scope: event.detail.elt });
  const notice = event.detail.target;
  if (notice.id === "page-notice" && !document.activeElement?.matches("input, textarea, select")) {
    notice.focus();
  }
});

// Nothing stays in the browser's storage: htmx notes the address there, which may be that of a family one day
const forget = () => sessionStorage.clear();
document.addEventListener("DOMContentLoaded", forget);
document.addEventListener("htmx:pushedIntoHistory", forget);
