// Light or dark before anything is painted. Without a choice the system's preference counts (style.css).
(() => {
  const KEY = 'pulse.theme';
  const root = document.documentElement;
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = localStorage.getItem(KEY);
  if (chosen) {
    root.dataset.theme = chosen;
  }
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches);
  const tell = () => dispatchEvent(new Event('pulse:theme'));
  prefersDark.addEventListener('change', tell);
  window.pulseTheme = {
    isDark,
    toggle() {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      localStorage.setItem(KEY, root.dataset.theme);
      tell();
    },
  };
})();
