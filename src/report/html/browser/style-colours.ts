/** Colours as custom properties; every pair of ink and ground has a contrast of at least 4.5 in both schemes. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f9; --paper: #ffffff; --raised: #f8fafc; --ink: #17202c; --soft: #4b5768; --line: #dbe1e9; --edge: #7c8798;
  --accent: #1d4f91; --accent-ground: #e9f0fa;
  --pass: #146239; --pass-ground: #e3f4ea; --pass-fill: #2e9a62;
  --fail: #a61b1b; --fail-ground: #fdebea; --fail-fill: #d0403a;
  --unknown: #784a00; --unknown-ground: #fdf1d8; --unknown-fill: #dd9a1f;
  --error: #6a2a9e; --error-ground: #f3eafb; --error-fill: #8f52c4;
  --other: #4b5768; --other-ground: #edf0f4; --other-fill: #9aa5b4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1218; --paper: #151c25; --raised: #1b232e; --ink: #e7ecf3; --soft: #a8b4c3; --line: #2c3745; --edge: #7e8b9c;
    --accent: #8dbaff; --accent-ground: #1a2a42;
    --pass: #7ad7a2; --pass-ground: #12301f; --pass-fill: #3fae74;
    --fail: #ffa29b; --fail-ground: #3c1917; --fail-fill: #e0605a;
    --unknown: #f1c674; --unknown-ground: #35280c; --unknown-fill: #cf962b;
    --error: #d6b0ff; --error-ground: #2c1b41; --error-fill: #a070d6;
    --other: #a8b4c3; --other-ground: #232d39; --other-fill: #66758a;
  }
}
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --paper: #ffffff; --raised: #f8fafc; --ink: #17202c; --soft: #4b5768; --line: #cfd6df; --edge: #7c8798;
    --accent: #1d4f91; --accent-ground: #e9f0fa;
    --pass: #146239; --pass-ground: #e3f4ea; --pass-fill: #2e9a62;
    --fail: #a61b1b; --fail-ground: #fdebea; --fail-fill: #d0403a;
    --unknown: #784a00; --unknown-ground: #fdf1d8; --unknown-fill: #dd9a1f;
    --error: #6a2a9e; --error-ground: #f3eafb; --error-fill: #8f52c4;
    --other: #4b5768; --other-ground: #edf0f4; --other-fill: #9aa5b4;
  }
}
`;
