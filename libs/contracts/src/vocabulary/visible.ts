/** Letters, digits, punctuation or symbols that leave a mark: no filler such as U+3164, no blank braille. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;
/** Control and format characters, separators of lines, halves of a pair, fillers. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Chooses one of several shapes of the rare character before it: part of how a name is written. */
const SHAPES = /(?<=[\p{Script=Han}\p{Script=Mongolian}])\p{Variation_Selector}/gu;

/** Whether a reader sees anything of a text; one of spaces and invisible characters is as good as empty. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** Whether a name is what it looks like: nothing in it is invisible, turns the direction of writing or ends the line. */
export const isPlainName = (text: string): boolean => isVisible(text) && !HIDDEN.test(text.replace(SHAPES, ''));
