/**
 * Sets `data-theme` on the root element before the first paint. Runs as an inline script on every page, so its
 * text must stay constant: the content security policy allows it by its hash.
 */
export const THEME_SCRIPT =
  '(function(){var d=document.documentElement,t=null;try{t=localStorage.getItem("theme")}catch(e){}' +
  'if(t!=="dark"&&t!=="light")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";' +
  "d.dataset.theme=t})()";
