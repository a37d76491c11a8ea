import { readOrders } from './words';

describe('readOrders', () => {
	it.each([
		['Click **+** after **HTTP Request**.', [{ do: 'click', what: '+', after: 'HTTP Request' }]],
		[
			'Click **Save** (n8n tests it). Then go back to the canvas',
			[{ do: 'click', what: 'Save' }, { do: 'back' }],
		],
		[
			'Set **A** to `1`, **B** to **Second**, and **C** to `{{ $json.c }}`.',
			[
				{ do: 'type', field: 'A', text: '1' },
				{ do: 'pick', field: 'B', entry: 'Second' },
				{ do: 'type', field: 'C', text: '{{ $json.c }}' },
			],
		],
		[
			'Add **Text** under **Options**, turn on **Escape HTML**, turn off **Raw**',
			[
				{ do: 'add', option: 'Text', group: 'Options' },
				{ do: 'turn', field: 'Escape HTML', on: true },
				{ do: 'turn', field: 'Raw', on: false },
			],
		],
		[
			'Open <http://127.0.0.1:5813/_sandbox/>: the page shows `Hello.`',
			[
				{ do: 'open', url: 'http://127.0.0.1:5813/_sandbox/' },
				{ do: 'see', where: 'page', text: 'Hello.' },
			],
		],
	])('%s', (step, orders) => {
		expect(readOrders(step)).toEqual(orders);
	});

	it('refuses what the test could not do', () => {
		expect(() => readOrders('Click **Save**, then wait a little.')).toThrow(
			'The browser test cannot do what this step says: "wait a little."',
		);
	});
});
