import { secretBehind } from '../../../hall/rules/hall.ts';
import { isLang } from '../../../platform/i18n/lang.ts';
import { mountMeeting } from '../core/mount.tsx';
import { readSetup } from '../core/setup.ts';
import type { MeetingPackage } from '../../rules/items.ts';
import { hallFetch } from './feed.ts';
import { RecorderMeeting } from './recorder-handle.ts';
import { stateOf } from './recorder-state.ts';
import { hasLeft, RecorderStore } from './recorder-store.ts';

/**
 * The page of a hall's second recorder. The secret comes once behind the # of the scanned or typed address and is then kept
 * on this device until the hall is gone: the app needs the # for its own places, and a reload must not ask again.
 */
const place = document.getElementById('field');
const [, hallId = ''] = /\/hall\/([0-9a-f-]{36})\/recorder/.exec(location.pathname) ?? [];
const secretKey = `ashar-hall-${hallId}`;
/** Whose meeting the hall was: what it has not heard lies here after it is gone. */
const meetingKey = `ashar-hall-${hallId}-meeting`;

function takeSecret(): string {
  const given = secretBehind(location.hash);
  if (given !== '') {
    localStorage.setItem(secretKey, given);
    return given;
  }
  return localStorage.getItem(secretKey) ?? '';
}

function say(element: HTMLElement, word: string): void {
  const line = element.querySelector('[role=status]') ?? element;
  line.textContent = element.dataset[word] ?? '';
}

/** The hall cannot be entered (any more): says why, and whether anything still waits here for its next one. */
async function stayOut(element: HTMLElement, word: 'noSecret' | 'unknown'): Promise<void> {
  const meetingId = localStorage.getItem(meetingKey);
  if (meetingId !== null && (await hasLeft(new RecorderStore(meetingId)))) return say(element, 'left');
  localStorage.removeItem(meetingKey);
  say(element, word);
}

async function begin(element: HTMLElement): Promise<void> {
  const secret = takeSecret();
  if (secret === '') return await stayOut(element, 'noSecret');
  const hall = { id: hallId, secret };
  for (;;) {
    try {
      const answer = await hallFetch(hall, '/meeting');
      if (answer.status === 404 || answer.status === 403) {
        localStorage.removeItem(secretKey);
        return await stayOut(element, 'unknown');
      }
      if (answer.ok) {
        const { meeting } = (await answer.json()) as { meeting: MeetingPackage };
        return await work(element, hall, meeting);
      }
    } catch {
      say(element, 'offline');
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

async function work(
  element: HTMLElement,
  hall: { id: string; secret: string },
  info: MeetingPackage,
): Promise<void> {
  const store = new RecorderStore(info.id);
  await store.takeOver(hall.id);
  localStorage.setItem(meetingKey, info.id);
  const meeting = new RecorderMeeting(hall, info, store, await store.drafts());
  if (!location.hash.startsWith(`#/m/${info.id}`)) history.replaceState(null, '', `#/m/${info.id}`);
  meeting.start();
  const lang = isLang(element.dataset.lang) ? element.dataset.lang : 'ky';
  element.textContent = '';
  mountMeeting(meeting, element, { setup: readSetup(), lang });
  showState(meeting, element);
}

/** A line above the app: whether the hall is reached, and whether everything is there. */
function showState(meeting: RecorderMeeting, element: HTMLElement): void {
  const bar = document.createElement('p');
  bar.className = 'hall-bar';
  bar.setAttribute('role', 'status');
  element.before(bar);
  let looks = 0;
  const look = async () => {
    const own = (looks += 1);
    const shown = await stateOf(meeting).catch(() => undefined);
    if (shown === undefined || own !== looks || bar.dataset.state === shown) return;
    bar.dataset.state = shown;
    bar.textContent = element.dataset[shown] ?? '';
  };
  meeting.link.watch(() => void look());
  meeting.watch(() => void look());
  void look();
}

if (place) {
  // As on the app's own page: a keyboard makes the page shorter instead of lying over what is typed.
  const viewport = document.querySelector<HTMLMetaElement>('meta[name=viewport]');
  if (viewport) viewport.content += ',interactive-widget=resizes-content';
  void begin(place);
}
