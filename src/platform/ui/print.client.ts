/** The buttons that print their page (print-button.tsx). */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    window.print();
  });
}

export {};
