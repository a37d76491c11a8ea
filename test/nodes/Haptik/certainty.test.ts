import type { Fault, FaultOrder } from '../../../sandbox';
import { contract, photo, UPLOAD, USER, useHaptik } from './support';

const { haptik, files, send } = useHaptik();

const LIMIT_MS = 1000;
const asked = () =>
	haptik()
		.store.requests()
		.map(({ path }) => path);

interface Told {
	message: string;
	description: string;
	delivery: string;
	field?: string;
	done?: Record<string, string>;
}

/** Sends a photo in the name of an unknown user, who is to be registered, and gives what is told of it. */
async function told(fault: FaultOrder | FaultOrder[], parameters = {}): Promise<Told | undefined> {
	for (const order of [fault].flat()) haptik().faults.add(order);
	const result = await send(
		{ authId: 'new_1', registerUser: true, options: { timeout: LIMIT_MS }, ...parameters },
		{ onError: 'continueErrorOutput' },
	);
	return result.failed[0]?.json.error as Told | undefined;
}

/** What leaves open whether a request was carried out. */
const doubtful: Array<[name: string, fault: Fault]> = [
	['a reset before Haptik acts', { kind: 'resetBefore' }],
	['a reset after Haptik has acted', { kind: 'resetAfter' }],
	['a web page', { kind: 'html' }],
	['a page of a login', { kind: 'html', processed: false }],
	['half an answer', { kind: 'cutJson' }],
	['an answer that breaks off', { kind: 'truncated' }],
	['no answer in time', { kind: 'hang' }],
	['an answer that trickles in', { kind: 'slowBody', ms: 200 }],
	['a server error', { kind: 'status', status: 500, body: '' }],
	['503 without a word', { kind: 'status', status: 503, body: '' }],
	['504 with a page', { kind: 'status', status: 504, body: '<html></html>' }],
];

describe.each(doubtful)('%s', (_name, fault) => {
	it('at the registration: the file is certainly not there', async () => {
		const error = await told({ when: { path: USER }, fault });
		expect(error).toMatchObject({
			delivery: 'notSent',
			message: expect.stringMatching(/^The user could not be registered: /) as unknown,
		});
		expect(error?.description).not.toMatch(/may have been carried out/);
		expect(asked()).toEqual([UPLOAD, USER]);
		expect(files()).toEqual([]);
	});

	it('at the file, once the user is registered: the file may be there', async () => {
		const error = await told({ when: { path: UPLOAD, after: 1 }, fault });
		expect(error?.delivery).toBe('uncertain');
		expect(error?.message).not.toMatch(/registered/);
		expect(error?.description).toMatch(/may have been carried out: look into Haptik first/);
		expect(asked()).toEqual([UPLOAD, USER, UPLOAD]);
	});

	it('at the file of a known user: the file may be there', async () => {
		const error = await told({ when: { path: UPLOAD }, fault }, { authId: 'cust_1' });
		expect(error?.delivery).toBe('uncertain');
		expect(asked()).toEqual([UPLOAD]);
	});
});

describe('what certainly was not carried out', () => {
	it.each([
		[400, { error_message: 'email: is in use' }, 'Haptik refused the request'],
		[401, { error_message: 'invalid authorization details' }, 'Haptik did not accept the credential'],
		[403, { error_message: 'user is not registered' }, 'Haptik denied access'],
		[307, '', 'Haptik sent the request on to another address'],
	])('the registration is refused with %i', async (status, body, message) => {
		const fault = {
			kind: 'status',
			status,
			body,
			headers: { location: 'https://elsewhere.example' },
		} as const;
		const error = await told({ when: { path: USER }, fault });
		expect(error?.message).toBe(`The user could not be registered: ${message}`);
		expect(error?.delivery).not.toBe('uncertain');
		expect(asked()).toEqual([UPLOAD, USER]);
	});

	it('the registration is answered with an error in a success', async () => {
		const body = { error_message: 'users are full' };
		const error = await told({ when: { path: USER }, fault: { kind: 'wrongShape', body, processed: false } });
		expect(error).toMatchObject({
			message: 'The user could not be registered: Haptik refused it in an answer that looks like a success',
			vendorText: 'users are full',
			httpStatus: 200,
		});
		expect(error?.delivery).not.toBe('uncertain');
		expect(asked()).toEqual([UPLOAD, USER]);
	});

	it.each([
		['nothing', { kind: 'empty' }],
		['a list', { kind: 'wrongShape', body: [] }],
	] as const)(
		'nothing: the registration is answered with %s, and the file is taken',
		async (_name, fault) => {
			expect(await told({ when: { path: USER }, fault })).toBeUndefined();
			expect(files()).toHaveLength(1);
		},
	);
});

describe('doubt about a first try is kept', () => {
	const lost: FaultOrder = { when: { path: UPLOAD }, fault: { kind: 'resetBefore' } };
	const options = { timeout: LIMIT_MS, retryUncertainSends: true };
	const refused: Fault = { kind: 'status', status: 400, body: { error_message: 'no' } };

	it.each<[string, FaultOrder, string, string[]]>([
		[
			'when the registration is refused',
			{ when: { path: USER }, fault: refused },
			'The user could not be registered: Haptik refused the request',
			[UPLOAD, UPLOAD, USER],
		],
		[
			'when the answer to the registration is a page',
			{ when: { path: USER }, fault: { kind: 'html' } },
			"The user could not be registered: Haptik's address answered with a web page instead of data",
			[UPLOAD, UPLOAD, USER],
		],
		[
			'when the file is refused after the registration',
			{ when: { path: UPLOAD, after: 1 }, fault: refused },
			'Haptik refused the request',
			[UPLOAD, UPLOAD, USER, UPLOAD],
		],
	])('%s', async (_name, second, message, paths) => {
		const error = await told([lost, second], { options });
		expect(error).toMatchObject({ message, delivery: 'uncertain' });
		expect(asked()).toEqual(paths);
	});

	it('when the user is unknown and not to be registered', async () => {
		const error = await told(lost, { options, registerUser: false });
		expect(error).toMatchObject({
			message: 'Haptik does not know the user "new_1"',
			delivery: 'uncertain',
		});
	});

	it('until the file has arrived', async () => {
		expect(await told(lost, { options })).toBeUndefined();
		expect(asked()).toEqual([UPLOAD, UPLOAD, USER, UPLOAD]);
		expect(files()).toHaveLength(1);
	});
});

describe('of several files', () => {
	const three = {
		authId: 'cust_1',
		binaryField: 'data, second, third',
		options: { timeout: LIMIT_MS },
	};
	const items = [{ files: { data: photo, second: contract, third: { ...contract, fileName: 'terms.pdf' } } }];

	async function toldOfThree(after: number, fault: Fault): Promise<Told> {
		haptik().faults.add({ when: { path: UPLOAD, after }, fault });
		const result = await send(three, { items, onError: 'continueErrorOutput' });
		return result.failed[0].json.error as unknown as Told;
	}

	it.each(doubtful)('%s leaves one in doubt, and all are told', async (_name, fault) => {
		const { delivery, description, done } = await toldOfThree(1, fault);
		expect(delivery).toBe('uncertain');
		expect(description).toMatch(
			/Already delivered for this item: photo\.jpg \(message \d+\)\. Leave those out when you send it again\. In doubt: contract\.pdf\. Not sent: terms\.pdf\./,
		);
		expect(done).toEqual({
			delivered: expect.stringMatching(/^photo\.jpg \(message \d+\)$/) as unknown,
			uncertain: 'contract.pdf',
		});
	});

	it.each(doubtful)('%s at the first of all', async (_name, fault) => {
		const { delivery, description, done } = await toldOfThree(0, fault);
		expect(delivery).toBe('uncertain');
		expect(description).toMatch(/In doubt: photo\.jpg\. Not sent: contract\.pdf, terms\.pdf\./);
		expect(description).not.toMatch(/Already delivered/);
		expect(done).toEqual({ uncertain: 'photo.jpg' });
	});

	it.each(doubtful)('%s at the last of all', async (_name, fault) => {
		const { delivery, description, done } = await toldOfThree(2, fault);
		expect(delivery).toBe('uncertain');
		expect(description).toMatch(
			/photo\.jpg \(message \d+\), contract\.pdf \(message \d+\)\. .* In doubt: terms\.pdf\.(?! Not sent)/,
		);
		expect(done?.uncertain).toBe('terms.pdf');
	});

	it('a refusal leaves none in doubt', async () => {
		const { delivery, description, done } = await toldOfThree(1, { kind: 'status', status: 400, body: 'no' });
		expect(delivery).toBe('refused');
		expect(description).toMatch(
			/photo\.jpg \(message \d+\)\. .* Not delivered: contract\.pdf\. Not sent: terms\.pdf\./,
		);
		expect(Object.keys(done ?? {})).toEqual(['delivered']);
	});

	it('a refused first one says that nothing was delivered', async () => {
		const { description, done } = await toldOfThree(0, { kind: 'status', status: 400, body: 'no' });
		expect(description).toMatch(/Not delivered: photo\.jpg\. Not sent: contract\.pdf, terms\.pdf\./);
		expect(done).toBeUndefined();
	});
});

it('says nothing of other files where there is one', async () => {
	const error = await told({ when: { path: UPLOAD }, fault: { kind: 'resetAfter' } });
	expect(error?.description).not.toMatch(/In doubt|Not sent|delivered for/);
	expect(error?.done).toBeUndefined();
});
