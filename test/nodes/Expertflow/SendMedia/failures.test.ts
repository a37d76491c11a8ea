import { mediaUrl, onlyError, open, run, useExpertflow, vendor, withFile } from '../support';
import { fromFile, fromUrl, messages, NODE, RECEIVE, stored, uploads } from './support';

useExpertflow();

describe('a recipe that stops half way', () => {
	const failing = async (parameters: Record<string, string>) =>
		onlyError(await run(NODE, parameters, { items: [withFile()], onError: 'continueErrorOutput' }));

	it('sends no message when the upload is refused', async () => {
		vendor().settings.allowedExtensions = ['pdf'];
		const error = await failing(fromFile);
		expect(error.message).toBe('Expertflow refused the file');
		expect(error).not.toHaveProperty('done');
		expect(vendor().store.requests(RECEIVE)).toEqual([]);
	});

	it('says where the file is when the message is refused, and the flow can go on from there', async () => {
		vendor().faults.add({
			when: { path: RECEIVE.path },
			fault: {
				kind: 'status',
				status: 400,
				body: { status: 400, message: 'BAD_REQUEST', description: 'no agent' },
			},
		});
		const error = await failing(fromFile);
		const [{ fact }] = vendor().store.held('file');
		const { name, messageId, ...rest } = error.done as Record<string, string>;
		expect(error).toMatchObject({
			message: 'Expertflow refused the message; the file itself is already uploaded',
			delivery: 'refused',
			vendorCode: 'BAD_REQUEST',
			vendorText: 'no agent',
			httpStatus: 400,
		});
		expect(name).toBe(fact.name);
		expect(rest).toEqual({ mediaUrl: mediaUrl(name) });
		expect(error.description).toContain(`stored as "${name}"`);
		expect(error.description).toContain(`Message ID to "${messageId}"`);
		const goOn = { ...stored, storedName: name, additionalFields: { messageId } };
		const { main } = await run(NODE, goOn);
		expect(main[0].json).toMatchObject({ messageId, name, status: 'DELIVERED' });
		expect(uploads()).toHaveLength(1);
	});

	it('warns when nobody knows whether the message arrived', async () => {
		vendor().faults.add({ when: { path: RECEIVE.path }, fault: { kind: 'resetAfter' } });
		expect(
			await failing({ ...fromUrl, sourceUrl: 'https://media.example.test/files/price%20list.pdf' }),
		).toMatchObject({
			message: expect.stringMatching(
				/^The connection to Expertflow broke .*; the file itself is already uploaded$/,
			),
			delivery: 'uncertain',
			done: { messageId: messages()[0].id },
		});
		expect(uploads()).toHaveLength(1);
		expect(messages()).toHaveLength(1);
	});

	it('names the channel that is not registered', async () => {
		expect(await failing({ ...fromFile, serviceIdentifier: 'nobody' })).toMatchObject({
			message: expect.stringContaining('no channel with this Service Identifier'),
			field: 'Service Identifier',
			vendorCode: 404,
			httpStatus: 400,
		});
	});

	it('takes a failed delivery for what it is although the status is 200', async () => {
		const body = { type: 'DELIVERYNOTIFICATION', messageId: '1', status: 'FAILED', reasonCode: '500' };
		vendor().faults.add({ when: { path: RECEIVE.path }, fault: { kind: 'wrongShape', body } });
		expect(await failing(fromFile)).toMatchObject({
			message: expect.stringContaining('Expertflow could not deliver the message'),
			vendorCode: '500',
			httpStatus: 200,
		});
	});

	it('says nothing of an upload where there was none', async () => {
		const error = await failing({ ...stored, storedName: 'unknown.png' });
		expect(error).toMatchObject({
			message: 'Expertflow refused the message',
			vendorText: 'mediaUrl names no stored file',
		});
		expect(error).not.toHaveProperty('done');
	});

	it('finds a wrong address before it uploads', async () => {
		const account = { ...open(), ccmUrl: 'cx.example.test' };
		const { error } = await run(NODE, fromFile, { items: [withFile()], account });
		expect(error?.message).toBe('"CCM URL" holds "cx.example.test"');
		expect(vendor().store.requests()).toEqual([]);
	});
});

describe('what is refused before anything is sent', () => {
	it.each([
		[{ ...stored, channelCustomerIdentifier: ' ' }, '"Customer Identifier" is empty'],
		[{ ...stored, storedName: '={{ "" }}' }, '"Stored Name" is empty'],
		[{ ...stored, source: 'clipboard' }, '"Source" holds "clipboard"'],
		[{ ...stored, messageType: 'STICKER' }, '"Message Type" holds "STICKER"'],
		[{ ...fromUrl, sourceUrl: 'ftp://a.example.test/x' }, '"Source URL" is no web address'],
		[{ ...fromUrl, channel: '={{ null }}' }, '"Channel" is empty'],
		[
			{ ...stored, additionalFields: { requestPriority: 11 } },
			'"Additional Fields > Request Priority" holds "11"',
		],
		[
			{ ...stored, additionalFields: { intent: 'END_CHAT' } },
			'"Additional Fields > Intent" holds "END_CHAT"',
		],
		[
			{ ...stored, additionalFields: { intent: 'REPLY_TO', originalMessageId: 'a' } },
			'"Additional Fields > Provider Message ID" is empty',
		],
		[{ ...stored, additionalFields: { entities: '3' } }, '"Additional Fields > Entities" is not an object'],
		[{ ...stored, additionalFields: { timestamp: 'soon' } }, '"Additional Fields > Timestamp" holds "soon"'],
		[
			{ ...stored, additionalFields: { timestamp: '2026-11-01 01:30:00' } },
			'"Additional Fields > Timestamp" holds a time that the clocks of America/New_York show twice',
		],
		[
			{
				...stored,
				additionalFields: { additionalAttributes: { attribute: [{ key: 'a', type: 'Text', value: '' }] } },
			},
			'"Additional Fields > Additional Attributes 1 > Type" holds "Text"',
		],
		...[
			['WebChannelData', 'text', 'is not valid JSON'],
			['WebChannelData', '[1]', 'is not an object'],
			['WebChannelData', '', 'is empty'],
			['StringList', '={{ [1] }}', 'holds a list of something else than texts'],
			['StringList', '={{ ({}) }}', 'holds an object instead of text'],
			['String100', '={{ ({}) }}', 'holds an object instead of text'],
			['Number', '={{ [1] }}', 'holds a list instead of text'],
		].map(
			([type, value, message]) =>
				[
					{
						...stored,
						additionalFields: { additionalAttributes: { attribute: [{ key: 'a', type, value }] } },
					},
					`"Additional Fields > Additional Attributes 1 > Value" ${message}`,
				] as [object, string],
		),
	])('%#: %j', async (parameters, message) => {
		const { error } = await run(NODE, parameters as Record<string, string>, {
			items: [withFile()],
			timezone: 'America/New_York',
		});
		expect(error?.message).toContain(message);
		expect(vendor().store.requests()).toEqual([]);
	});
});
