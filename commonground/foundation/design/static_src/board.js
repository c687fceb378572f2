// Parts on a drawing board can be dragged from box to box. The choice in each part does the same by keyboard
// and without this script: dropping a part only makes that choice.
let dragged = null;

const mark = () => document.querySelectorAll("[data-drag]").forEach((part) => part.setAttribute("draggable", "true"));
const boxOf = (event) => event.target.closest?.("[data-drop]");
const clear = () => document.querySelectorAll(".cg-board__group--over").forEach((box) => box.classList.remove("cg-board__group--over"));

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-drag]") ?? null;
});
document.addEventListener("dragover", (event) => {
  const box = boxOf(event);
  if (!dragged || !box) return;
  event.preventDefault();
  clear();
  box.classList.add("cg-board__group--over");
});
document.addEventListener("dragend", clear);
document.addEventListener("drop", (event) => {
  const box = boxOf(event);
  const choice = dragged && document.getElementById(dragged.dataset.drag);
  clear();
  if (!box || !choice) return;
  event.preventDefault();
  choice.value = box.dataset.drop;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
});
document.addEventListener("htmx:afterSettle", mark);
mark();
