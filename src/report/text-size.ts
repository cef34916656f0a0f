/** The bytes that well-formed text takes in UTF-8. */
export function utf8Bytes(text: string): number {
  if (/^[\t\n\r -~]*$/.test(text)) return text.length; // nearly all report text
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Two surrogates are one character of four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
