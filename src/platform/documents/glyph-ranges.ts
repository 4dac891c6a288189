// Made by scripts/build-glyphs.mjs from the embedded fonts.

/** Code points, in hexadecimal, that every face of papers and posters can draw. */
export const glyphRanges = `
20-7e a0-ac ae-377 37a-37f 384-38a 38c 38e-3a1 3a3-3e1 3f0-52f 1ab0-1abe 1c80-1c88 1d00-1df5
1dfb-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4
1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-200a 2010-2027 202f-205f 2070-2071 2074-208e
2090-209c 20a0-20be 20f0 2100-214f 2153-2154 215b-215e 2184 2212 25cc 2c60-2c7f 2de0-2e42 a640-a69f
a717-a7ae a7b0-a7b7 a7f7-a7ff ab30-ab65 fb01-fb04 fe20-fe2f
`;
