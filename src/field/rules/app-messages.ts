/** Texts of the office's pages about the field app: the app itself never shows them. */
const ofTheOffice = /^field\.(nav|office|code|device|receive|done|file)\b/;

/** Texts of other rooms that the app shows too. */
const shared =
  /^ui\.(brand|status|required|cancel|close|save|add|delete|remove|undo|back|next|previous|continue|edit|yes|no|none|done|phones|category|sex|votes|total|table|steps|field)\b|^drawings\.(chart|rank|venn)\b/;

/** Words of the map, which pages and papers of the office share with the app. */
const ofTheMap = /^needs\.map\.(kind|condition|user|users|user-mark|wished|used-most|title|title-of|file)\b/;

/** Words of the Venn diagram and the budget pie. */
const ofVennAndPie =
  /^needs\.(venn|institution|mark|expense|unit)\.|^needs\.institutions\.(quality|satisfaction)$|^needs\.field\.(size|drawnBy|slice)$|^needs\.budget\.(pie|total|total-hint|name|real|difference|difference-lead|guess-share|real-share|gap|guess-som|real-som|not-named|not-separate|questions|hearings)$/;

/** Words of the gallery's wall and of the focus group's table, which the office's pages have too. */
const ofTheWall =
  /^meetings\.people\.(remove|no-sex|nameless)$|^needs\.stickers\.who$|^needs\.(board\.(all-grouped|new|new-name|sum-over|sum-possible|sum-used|ungrouped)|problem\.name)$|^needs\.focus\.(column|form|hint|likelihood|party|by-sex|candidate|candidates-count|description|no-topics|text|who-exactly)\b/;

/** Words of a public meeting and its door, which the office's pages have too. */
const ofTheHearing =
  /^public-meetings\.(speech\.(speech|question|answer|slip)|field\.(heard|decision|said))$|^decisions\.field\.card$/;

/** What the minutes say as the office's paper does. */
const ofTheMinutes =
  /^needs\.paper\.(agenda|agenda-1|agenda-2|agenda-3|matter-\d|not-recorded|municipality|village|venn|venn-caption|importance|judgement)$|^needs\.report\.for-focus$|^needs\.received\.photo\.|^people\.kind\.initiativeGroup$/;

/** What counters of votes read, in the app as at the office. */
const ofTheCount =
  /^decisions\.(choice\.(for|against|abstained|spoiled)|tally\.(agree|counter|differ|differ-text|pair|save))$/;

/** What the host of a hall reads; the hall's own pages bring their words with them. */
const ofTheHall = /^hall\.(host|lang)\./;

/** Whether a text is served to the field app. */
export function isAppMessage(key: string): boolean {
  return (
    (key.startsWith('field.') && !ofTheOffice.test(key)) ||
    shared.test(key) ||
    ofTheHall.test(key) ||
    ofTheCount.test(key) ||
    ofTheMap.test(key) ||
    ofTheWall.test(key) ||
    ofTheHearing.test(key) ||
    ofTheMinutes.test(key) ||
    ofVennAndPie.test(key)
  );
}

/** Texts of the first screens, which come with the page itself. */
export function isStartMessage(key: string): boolean {
  return key.startsWith('field.core.') || /^ui\.(brand|status|required)\b/.test(key);
}
