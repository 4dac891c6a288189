/**
 * The participant's page with a script: what is being written stays on the phone until it has arrived, and sending
 * goes on by itself when the network comes back. The page works without it. Kept to the language of phones of 2018:
 * no `??` and no `?.`, because the build does not translate further down than 2020.
 */
(function () {
  const form = document.querySelector<HTMLFormElement>('form[data-phone-form]');
  if (!form) return;
  const sheet = form;
  const key = 'ashar-phone-' + String(sheet.getAttribute('data-phone-form'));
  const status = sheet.querySelector('[data-phone-status]');
  const button = sheet.querySelector<HTMLButtonElement>('button[type=submit]');
  const boxes = sheet.querySelectorAll('textarea');
  let sending = false;
  let wait = 1000;

  function say(name: string) {
    if (status) status.textContent = name === '' ? '' : sheet.getAttribute('data-' + name);
  }
  function read(): Record<string, string> {
    try {
      const text = localStorage.getItem(key);
      return text ? (JSON.parse(text) as Record<string, string>) : {};
    } catch {
      return {};
    }
  }
  function keep() {
    const texts: Record<string, string> = {};
    for (let i = 0; i < boxes.length; i += 1) texts[boxes[i]!.name] = boxes[i]!.value;
    try {
      localStorage.setItem(key, JSON.stringify(texts));
    } catch {
      // A private window keeps nothing; the page itself still holds the text.
    }
  }
  function body(): string {
    const parts: string[] = [];
    for (let i = 0; i < boxes.length; i += 1)
      parts.push(encodeURIComponent(boxes[i]!.name) + '=' + encodeURIComponent(boxes[i]!.value));
    return parts.join('&');
  }
  function send() {
    const request = new XMLHttpRequest();
    request.open('POST', sheet.action);
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.setRequestHeader('Accept', 'application/json');
    request.timeout = 15000;
    request.onload = function () {
      if (request.status === 200) {
        try {
          localStorage.removeItem(key);
        } catch {
          // Nothing was kept.
        }
        location.href = sheet.action.replace(/\/send$/, '');
      } else if (request.status >= 500 || request.status === 429) later();
      // Something is wrong with what was written: the server's page says what, with the text in it.
      else sheet.submit();
    };
    request.onerror = request.ontimeout = later;
    request.send(body());
  }
  function later() {
    say('offline');
    setTimeout(send, wait);
    if (wait < 16000) wait *= 2;
  }

  const kept = read();
  for (let i = 0; i < boxes.length; i += 1) {
    const before = kept[boxes[i]!.name];
    if (before && boxes[i]!.value === '') boxes[i]!.value = before;
    boxes[i]!.addEventListener('input', keep);
  }
  sheet.addEventListener('submit', function (event) {
    event.preventDefault();
    if (sending) return;
    sending = true;
    if (button) button.disabled = true;
    keep();
    say('sending');
    send();
  });
})();
