import { render } from 'preact';
import './core/install.ts';
import { Root } from './core/root.tsx';
import { readSetup } from './core/setup.ts';

const place = document.getElementById('field');
if (place) {
  place.textContent = '';
  render(<Root setup={readSetup()} />, place);
}
