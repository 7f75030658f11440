// Before the first paint: that scripts run, and the size of type that the reader chose.
document.documentElement.classList.remove("no-script");
try {
  const size = localStorage.getItem("xuejian.size");
  if (size) document.documentElement.dataset.size = size;
} catch {
  // storage may be forbidden; the middle size does
}
