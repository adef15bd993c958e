// Reading the QR code of a certificate in the browser: by the camera, or from a picture of it. Nothing leaves the device.
// What the browser brings (BarcodeDetector) is used where it is there, else the library beside this.

const FRAME = 1024, PICTURE = 2048, PAUSE = 150;
const root = document.querySelector("[data-scan]");
const video = root.querySelector("video"), said = root.querySelector("[data-said]");
const start = root.querySelector("[data-camera]"), stop = root.querySelector("[data-stop]");
let stream = null, reading = null;

const say = name => { said.textContent = name ? root.dataset[name] : ""; };

// The code of a certificate in what was read, "" where it leads anywhere else: nothing else is ever opened.
const codeIn = text => {
  let url;
  try { url = new URL(text); } catch { return ""; }
  const ours = [location.host, new URL(root.dataset.site).host].includes(url.host);
  return ours && url.pathname.match(/^\/(?:en\/)?verify\/([0-9A-Za-z-]{12,14})\/?$/)?.[1] || "";
};

// A function from a canvas to what its QR codes say.
const reader = async () => {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (formats?.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async canvas => (await detector.detect(canvas)).map(found => found.rawValue);
  }
  const { decodeQR } = await import(root.dataset.reader);
  return async canvas => {
    const { width, height } = canvas;
    try { return [decodeQR(canvas.getContext("2d").getImageData(0, 0, width, height))]; } catch { return []; }
  };
};

const drawn = (source, width, height, most) => {
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
};

// Opens the page of the first code of ours; whether there was one. Else says that what was found leads elsewhere.
const follow = texts => {
  const code = texts.map(codeIn).find(Boolean);
  if (code) location.assign(`${root.dataset.place}${code}/`);
  else if (texts.length) say("foreign");
  return Boolean(code);
};

const rest = () => {
  stream?.getTracks().forEach(track => track.stop());
  stream = null;
  video.hidden = stop.hidden = true;
  start.hidden = false;
};

const watch = async () => {
  if (!stream) return;
  if (video.videoWidth) {
    const texts = await (await reading)(drawn(video, video.videoWidth, video.videoHeight, FRAME));
    if (stream && follow(texts)) return rest();
  }
  setTimeout(watch, PAUSE);
};

start.addEventListener("click", async () => {
  say("");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return say("refused");
  }
  reading ??= reader();
  video.srcObject = stream;
  video.hidden = stop.hidden = false;
  start.hidden = true;
  stop.focus();
  say("looking");
  await video.play();
  watch();
});
stop.addEventListener("click", () => { rest(); say(""); start.focus(); });
addEventListener("pagehide", rest);

root.querySelector("input[type=file]").addEventListener("change", async ({ target }) => {
  const file = target.files[0];
  if (!file) return;
  say("");
  reading ??= reader();
  let picture;
  try { picture = await createImageBitmap(file); } catch { return say("nothing"); }
  for (const most of [PICTURE, FRAME]) {
    const texts = await (await reading)(drawn(picture, picture.width, picture.height, most));
    if (texts.length) return void follow(texts);
  }
  say("nothing");
});

root.hidden = false;
const devices = await navigator.mediaDevices?.enumerateDevices?.().catch(() => []);
start.hidden = !devices?.some(device => device.kind === "videoinput");
