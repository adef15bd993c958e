// Runs before the first paint: the reader's own choice of light or dark, where there is one.
(() => {
  try {
    const choice = localStorage.getItem("theme");
    if (choice) document.documentElement.dataset.theme = choice;
  } catch { /* storage is switched off: follow the device */ }
})();
