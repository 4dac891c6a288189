import { render } from 'preact';
import { Wall } from './wall.tsx';
import type { WallWords } from './wall.tsx';

const place = document.getElementById('hall-wall');
if (place) {
  const words = JSON.parse(place.dataset.words ?? '{}') as WallWords;
  const [, id = ''] = /\/hall\/([0-9a-f-]{36})\/wall/.exec(location.pathname) ?? [];
  render(<Wall hallId={id} secret={location.hash.slice(1)} words={words} />, place);
}
