/* Drawing a card to another list sends the same form as its button does. The page works without this file. */
"use strict";

const move = document.querySelector("form[data-board-move]");
let card = null;

const column = (event) => event.target.closest?.("[data-to]");
const isMove = (to) => card && to && to !== card.closest(".board-column");

for (const one of document.querySelectorAll("[data-board] [data-move]")) one.draggable = true;

document.addEventListener("dragstart", (event) => {
  card = event.target.closest?.("[data-move]") ?? null;
  if (!card) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  card.classList.add("board-moving");
});
document.addEventListener("dragover", (event) => {
  const to = column(event);
  if (!isMove(to)) return;
  event.preventDefault();
  to.classList.add("board-over");
});
document.addEventListener("dragleave", (event) => {
  const to = column(event);
  if (to && !to.contains(event.relatedTarget)) to.classList.remove("board-over");
});
document.addEventListener("dragend", () => {
  for (const one of document.querySelectorAll(".board-over, .board-moving")) one.classList.remove("board-over", "board-moving");
  card = null;
});
document.addEventListener("drop", (event) => {
  const to = column(event);
  if (!isMove(to)) return;
  event.preventDefault();
  move.action = card.dataset.move;
  move.elements.seen.value = card.dataset.seen;
  move.elements.caseworker.value = to.dataset.to;
  move.submit();
});
