// A tab stop only where something scrolls.
const stops = () => all(".scroll").map(each => {
  each.tabIndex = each.scrollWidth > each.clientWidth ? 0 : -1;
});
on(window, "resize", stops);
document.addEventListener("toggle", stops, true);
stops();
