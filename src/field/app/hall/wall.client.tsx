import { render } from 'preact';
import { secretBehind } from '../../../hall/rules/hall.ts';
import { Wall } from './wall.tsx';
import type { WallWords } from './wall.tsx';

const place = document.getElementById('hall-wall');
if (place) {
  const words = JSON.parse(place.dataset.words ?? '{}') as WallWords;
  const [, id = ''] = /\/hall\/([0-9a-f-]{36})\/wall/.exec(location.pathname) ?? [];
  render(<Wall hallId={id} secret={secretBehind(location.hash)} words={words} />, place);
}
