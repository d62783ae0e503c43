/** A whole page, or a part of one that begins with an element of blocks; cells with markup in a text file are neither. */
export function isHtml(text: string): boolean {
  const start = text.slice(0, 4_000).replace(/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*/, '');
  if (/^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(start)) return true;
  return (
    /^<(?:main|article|section|div|table|h[1-6]|p|ul|ol|dl)[\s>]/i.test(start) && /<(?:table|h[1-6])[\s>]/i.test(text)
  );
}

/** Whether a page says of itself that it is in Windows-1252, which browsers take Latin-1 for too (WHATWG, Encoding). */
export function saysWindows1252(text: string): boolean {
  const named = /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(text.slice(0, 4_000))?.[1] ?? '';
  return /^(?:windows-1252|cp-?1252|x-cp1252|iso-?8859-?1|latin-?1|us-ascii|ascii)$/i.test(named);
}
