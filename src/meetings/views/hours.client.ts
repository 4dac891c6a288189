// The end of a meeting goes along with its start until somebody sets the end by hand. Without this the server does the
// same when the form comes (data/plan.ts); here it is seen before.

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const written = (total: number): string =>
  `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
const lastMinute = 23 * 60 + 59;

function follow(marker: HTMLInputElement): void {
  const start = marker.form?.elements.namedItem('startsAt');
  const end = marker.form?.elements.namedItem('endsAt');
  if (!(start instanceof HTMLInputElement) || !(end instanceof HTMLInputElement)) return;
  let before = start.value;
  start.addEventListener('change', () => {
    const now = start.value;
    if (marker.value === 'yes' && now !== '' && before !== '' && end.value !== '')
      end.value = written(Math.min(minutes(end.value) + minutes(now) - minutes(before), lastMinute));
    if (now !== '') before = now;
  });
  end.addEventListener('input', () => {
    marker.value = '';
  });
}

for (const marker of document.querySelectorAll<HTMLInputElement>('input[name="endMoves"]')) follow(marker);
