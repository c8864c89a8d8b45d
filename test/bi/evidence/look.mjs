// look.mjs URL FIGURES PICTURES: opens each page of the dashboard in headless Chromium, as somebody in California
// would, reads what stands in every value and table and what each chart tells a pointer that goes over it, and looks
// for the figures. FIGURES has lines PAGE, TITLE and the texts that must stand together, parted by tabs.
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const [url, figures, pictures] = process.argv.slice(2);
const expected = readFileSync(figures, 'utf8').split('\n').filter(Boolean).map((line) => {
	const [page, title, ...texts] = line.split('\t');
	return { page, title, texts };
});
const pages = [...new Set(expected.map((figure) => figure.page))];
const say = (ok, name) => console.log(`${ok ? 'ok' : 'not ok'} evidence: ${name}`);
const flat = (text) => text.replace(/\s+/g, ' ').trim();

// What stands on the page: of each thing its kind, its title and the lines of it. Runs in the browser.
function standing() {
	// pieces that stand in elements of their own are parted by a blank, as they are for the eye
	const line = (element) => {
		const texts = [];
		const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) texts.push(walker.currentNode.data);
		return texts.join(' ');
	};
	const shown = (element) => element.getBoundingClientRect().height > 0; // the others are there to be printed
	const things = [];
	for (const chart of [...document.querySelectorAll('.chart')].filter(shown)) {
		things.push({ kind: 'chart', title: line(chart), lines: [] });
	}
	for (const table of [...document.querySelectorAll('table')].filter(shown)) {
		const rows = [...table.rows].map(line);
		const head = table.tHead?.rows.length ?? 0;
		things.push({ kind: 'table', title: rows.slice(0, head).join(' '), lines: rows.slice(head) });
	}
	for (const value of [...document.querySelectorAll('article div.inline-block, article p')].filter(shown)) {
		things.push({ kind: 'value', title: line(value), lines: [line(value)] });
	}
	return things;
}

// What the chart of that number tells where the pointer is: it goes over it row by row. Runs in the browser, as a way
// there and back for each of a thousand points takes minutes.
async function told(number) {
	const shown = (element) => element.getBoundingClientRect().height > 0;
	const chart = [...document.querySelectorAll('.chart')].filter(shown)[number];
	const drawn = chart.querySelector('svg');
	const { x, y, width, height } = drawn.getBoundingClientRect();
	const lines = new Set();
	for (let down = 12; down < height; down += 12) {
		for (let across = 8; across < width; across += 16) {
			const at = { clientX: x + across, clientY: y + down, bubbles: true };
			drawn.dispatchEvent(new MouseEvent('mousemove', at));
			for (const element of chart.querySelectorAll(':scope > div')) {
				if (element.contains(drawn)) continue;
				const texts = [];
				const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
				while (walker.nextNode()) texts.push(walker.currentNode.data);
				if (texts.length > 0) lines.add(texts.join(' '));
			}
		}
		await new Promise((wake) => setTimeout(wake, 0));
	}
	return [...lines];
}

// A text stands in a line if no letter, digit or sign goes on with it: 3 does not stand in 30, nor in -3.
function stands(text, line) {
	const plain = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\w$.,-])${plain}(?![\\w$]|[.,]\\d)`).test(line);
}

const browser = await puppeteer.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	// the pages are our own, and in a container the sandbox's own means are often shut
	args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--hide-scrollbars']
});
try {
	for (const name of pages) {
		const page = await browser.newPage();
		const strange = [];
		const wrong = [];
		await page.emulateTimezone('America/Los_Angeles');
		await page.setViewport({ width: 1180, height: 1000 });
		page.on('request', (request) => {
			if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) strange.push(request.url());
		});
		page.on('pageerror', (error) => wrong.push(error.message));
		page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
		page.on('response', (response) => {
			if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`);
		});
		await page.goto(url + (name === 'index' ? '' : name), { waitUntil: 'networkidle0', timeout: 120000 });
		await page.waitForSelector('.chart svg text', { timeout: 60000 });
		await page.waitForFunction(() => !/Loading\.\.\./.test(document.body.innerText), { timeout: 60000 });
		await new Promise((wake) => setTimeout(wake, 2500)); // charts grow into their place
		await page.screenshot({ path: `${pictures}/evidence-${name}.png`, fullPage: true });

		const things = await page.evaluate(standing);
		for (const thing of things) {
			thing.lines = thing.lines.map(flat);
			thing.title = flat(thing.title);
		}
		const looked = expected.filter((figure) => figure.page === name);
		const places = (figure) => things.filter((thing) => thing.title.includes(figure.title));
		const found = (figure) => places(figure).some((thing) =>
			thing.lines.some((line) => figure.texts.every((text) => stands(text, line))));
		for (const [number, chart] of things.filter((thing) => thing.kind === 'chart').entries()) {
			chart.lines = (await page.evaluate(told, number)).map(flat);
		}
		for (const figure of looked) {
			say(found(figure), `${name}: ${figure.title}: ${figure.texts.join(', ')}`);
			const said = places(figure).flatMap((thing) => thing.lines);
			if (!found(figure)) console.log(['# it says:', ...said].join('\n#   '));
		}
		const unasked = things.filter((thing) => thing.kind !== 'value'
			&& !looked.some((figure) => thing.title.includes(figure.title)));
		say(unasked.length === 0, `${name}: a figure of every chart and table is compared`);
		for (const thing of unasked) console.log(`# ${thing.kind} ${thing.title}`);
		say(wrong.length === 0, `${name}: nothing goes wrong in the browser`);
		for (const message of wrong) console.log(`# ${message}`);
		say(strange.length === 0, `${name}: nothing is asked of another place`);
		for (const address of strange) console.log(`# ${address}`);
		await page.close();
	}
} finally {
	await browser.close();
}
