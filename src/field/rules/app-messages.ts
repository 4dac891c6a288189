/** Texts of the office's pages about the field app: the app itself never shows them. */
const ofTheOffice = /^field\.(nav|office|code|device|receive|done|file)\b/;

/** Texts of other rooms that the app shows too. */
const shared =
  /^ui\.(brand|status|required|optional|cancel|close|save|add|delete|remove|undo|back|next|edit|yes|no|category|table)\b|^drawings\.(chart|rank|venn)\b/;

/** Words of the map, which pages and papers of the office share with the app. */
const ofTheMap = /^needs\.map\.(kind|condition|user|user-mark|wished|used-most|title-of)\b/;

/** Words of the Venn diagram and the budget pie. */
const ofVennAndPie =
  /^needs\.(venn|institution|mark|expense|unit)\.|^needs\.institutions\.(name|size|relation|kind|judgement|quality|satisfaction)$|^needs\.budget\.(pie|total|total-hint|name|real|difference|difference-lead|guess-share|real-share|gap|guess-som|real-som|not-named|not-separate|questions|hearings)$/;

/** What the host of a hall reads; the hall's own pages bring their words with them. */
const ofTheHall = /^hall\.(host|lang)\./;

/** Whether a text is served to the field app. */
export function isAppMessage(key: string): boolean {
  return (
    (key.startsWith('field.') && !ofTheOffice.test(key)) ||
    shared.test(key) ||
    ofTheHall.test(key) ||
    ofTheMap.test(key) ||
    ofVennAndPie.test(key)
  );
}

/** Texts of the first screens, which come with the page itself. */
export function isStartMessage(key: string): boolean {
  return key.startsWith('field.core.') || /^ui\.(brand|status|required)\b/.test(key);
}
