import { readHsl } from '../../../nodes/Haptik/hsl';

const nothing = { attachments: [], choices: [], formFields: [], data: {} };

describe('a message in HSL', () => {
	it.each([
		['a text, as in 2018', 'Hello', { ...nothing, text: 'Hello' }],
		['nothing', undefined, nothing],
		['a list', ['Hello'], nothing],
		['a number', 7, { ...nothing, text: '7' }],
		[
			'a text without quick replies',
			{ text: 'Hello', type: 'TEXT', data: { quick_replies: [] } },
			{ ...nothing, text: 'Hello', messageType: 'TEXT', data: { quick_replies: [] } },
		],
		[
			'a text with lines and markup',
			{ text: 'One<br>Two\nThree', type: 'TEXT' },
			{ ...nothing, text: 'One<br>Two\nThree', messageType: 'TEXT' },
		],
		[
			'a type that the pages do not tell of',
			{ text: 'Paid', type: 'RECEIPT', data: { total: 7 } },
			{ ...nothing, text: 'Paid', messageType: 'RECEIPT', data: { total: 7 } },
		],
		[
			'a message that nobody sees',
			{ text: '', type: 'SILENT', data: { silent_actions: [{ type: 'x' }] } },
			{ ...nothing, messageType: 'SILENT', data: { silent_actions: [{ type: 'x' }] } },
		],
		[
			'a call of the app',
			{ text: '', type: 'NATIVE_ACTION', data: { method: 'openCart' } },
			{ ...nothing, messageType: 'NATIVE_ACTION', data: { method: 'openCart' } },
		],
		[
			'data that is none',
			{ text: 'Hello', type: 'TEXT', data: 'quick' },
			{ ...nothing, text: 'Hello', messageType: 'TEXT' },
		],
	])('of %s', (_, body, expected) => {
		expect(readHsl(body)).toEqual(expected);
	});
});

describe('a form', () => {
	it('has its title and subtitle as text, and what it asks for', () => {
		const fields = [{ key: 'city', type: 'picker', hint: 'Where?', options: ['Pune', 'Goa'] }];
		const form = { title: 'Your address', subtitle: 'For the parcel', type: 'FORM', data: { fields } };
		expect(readHsl(form)).toMatchObject({
			messageType: 'FORM',
			text: 'Your address\nFor the parcel',
			formFields: fields,
		});
	});
});

describe('what can be picked', () => {
	const choicesOf = (...items: object[]) => readHsl({ text: 'Choose', type: 'BUTTON', data: { items } });

	it.each([
		[
			'for the bot, with its marker',
			{ payload: { message: 'Track my order', gogo_message: 'track{task}' } },
			{ reply: 'track{task}' },
		],
		[
			'as the user sees it',
			{ payload: { message: 'Track my order', gogo_message: '' } },
			{ reply: 'Track my order' },
		],
		['nothing at all', { payload: {} }, {}],
		['nothing, without a payload', {}, {}],
		[
			'a link, with which nothing is sent',
			{ uri: 'LINK', payload: { url: 'https://example.org/a', gogo_message: 'x', message: 'y' } },
			{ url: 'https://example.org/a' },
		],
		[
			'a link by its other name',
			{ uri: 'LINK', payload: { link: 'https://example.org/b' } },
			{ url: 'https://example.org/b' },
		],
		[
			'a file to choose',
			{ uri: 'DOCUMENT_PICKER', payload: { mime_types: ['application/pdf'] } },
			{ action: 'DOCUMENT_PICKER' },
		],
		[
			'a number to call',
			{ uri: 'CALL', payload: '+919800000001' },
			{ action: 'CALL', phone: '+919800000001' },
		],
	])('sends %s', (_, action, expected) => {
		const { choices } = choicesOf({ actionable_text: 'Label', type: 'TEXT_ONLY', ...action });
		expect(choices).toEqual([{ label: 'Label', ...expected }]);
	});

	it('stands on cards as well', () => {
		const { choices, text } = readHsl({
			text: 'Our offers',
			type: 'CAROUSEL',
			data: {
				items: [
					{
						title: 'Gold',
						sub_title: '9 a month',
						description: 'All in',
						actionables: [{ actionable_text: 'Take', payload: { message: 'Gold' } }],
					},
					{ title: 'Silver' },
				],
			},
		});
		expect(choices).toEqual([{ label: 'Take', reply: 'Gold' }]);
		expect(text).toBe('Our offers\nGold\n9 a month\nAll in\nSilver');
	});
});

describe('files', () => {
	const filesOf = (body: object) => readHsl({ text: '', ...body }).attachments;
	const button = (url: string) => ({
		type: 'BUTTON',
		data: { items: [{ actionable_text: 'Open', uri: 'LINK', type: 'APP_ACTION', payload: { url } }] },
	});

	it.each([
		[
			'https://assets.haptikapi.com/content/c%C3%B4ntrat%201.pdf?x=1',
			{ name: 'côntrat 1.pdf', mimeType: 'application/pdf' },
		],
		[
			'https://files.example.org/inv-1.DOCX',
			{
				name: 'inv-1.DOCX',
				mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			},
		],
		['https://files.example.org/%E0%A4%A.csv', { name: '%E0%A4%A.csv', mimeType: 'text/csv' }],
	])('come as a button with a link: %s', (url, expected) => {
		expect(filesOf(button(url))).toEqual([{ url, ...expected }]);
	});

	it.each(['https://example.org/', 'https://example.org/help', 'https://example.org/index.html', 'pdf'])(
		'are not behind a link to a page: %s',
		(url) => {
			expect(filesOf(button(url))).toEqual([]);
			expect(readHsl({ text: '', ...button(url) }).choices).toEqual([{ label: 'Open', url }]);
		},
	);

	it('come as the pictures of cards, also where their address does not tell what they are', () => {
		const items = [
			{ thumbnail: { image: 'https://assets.haptikapi.com/content/p.png' }, actionables: [] },
			{ thumbnail: { image: 'https://video.example.org/embed/77' } },
			{ thumbnail: {} },
		];
		expect(filesOf({ type: 'CAROUSEL', data: { items } })).toEqual([
			{ url: 'https://assets.haptikapi.com/content/p.png', name: 'p.png', mimeType: 'image/png' },
			{ url: 'https://video.example.org/embed/77' },
		]);
	});
});

describe('what can be picked', () => {
	const card = (...actionables: object[]) => ({ title: 'A card', actionables });
	const choicesOf = (...items: object[]) => readHsl({ type: 'CAROUSEL', data: { items } }).choices;

	it('is a button, or stands on a card; the card itself is none', () => {
		expect(choicesOf(card(), card({ actionable_text: 'Buy' }), { actionable_text: 'Track' })).toStrictEqual([
			{ label: 'Track' },
			{ label: 'Buy' },
		]);
		expect(choicesOf(card())).toStrictEqual([]);
	});

	it.each([
		[{ uri: 'LINK', payload: { url: 'https://a.example' } }, { url: 'https://a.example' }],
		[{ uri: 'LINK', payload: { link: 'https://a.example' } }, { url: 'https://a.example' }],
		[{ uri: 'LINK', payload: '+49 1555 0001122' }, {}],
		[
			{ uri: 'CALL', payload: '+49 1555 0001122' },
			{ action: 'CALL', phone: '+49 1555 0001122' },
		],
		[{ uri: 'CART', payload: '+49 1555 0001122' }, { action: 'CART' }],
		[
			{ uri: 'CART', payload: { url: 'https://a.example', message: 'mine' } },
			{ action: 'CART', reply: 'mine' },
		],
		[{ payload: { message: 'yes', gogo_message: 'yes{task}' } }, { reply: 'yes{task}' }],
	])('is %j: %j', (action, expected) => {
		expect(choicesOf({ actionable_text: 'Go', ...action })).toStrictEqual([{ label: 'Go', ...expected }]);
	});

	it('is a file only where a link leads to one', () => {
		const link = (url: string) => ({ actionable_text: 'Open', uri: 'LINK', payload: { url } });
		const of = (url: string) => readHsl({ data: { items: [link(url)] } }).attachments;
		expect(of('https://a.example/my%20offer.pdf?x=1')).toStrictEqual([
			{ url: 'https://a.example/my%20offer.pdf?x=1', name: 'my offer.pdf', mimeType: 'application/pdf' },
		]);
		for (const none of [
			'https://a.example/offer',
			'https://a.example/offer.html',
			'offer',
			'https://a.example',
		])
			expect(of(none)).toStrictEqual([]);
		expect(of('https://a.example/100%.pdf')).toMatchObject([{ name: '100%.pdf' }]);
	});
});
