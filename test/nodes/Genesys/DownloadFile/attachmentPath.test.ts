import { Fields } from '../../../../nodes/engine/fields';
import { pathsOfDocument, readAddress } from '../../../../nodes/Genesys/DownloadFile/attachmentPath';
import { properties } from '../../../../nodes/Genesys/DownloadFile/properties';
import { failureOf } from '../../../support/failure';
import { expectWords } from '../../../support/words';

const read = (address: string) => readAddress(Fields.of({ source: 'address', address }, properties));

describe('where a file of an address may be', () => {
	it.each([
		['/attachments/d', ['/api/v2/attachments/d']],
		[
			'https://x.invalid/api/v2/chats/c/attachments/d/',
			['/api/v2/chats/c/attachments/d', '/api/v2/attachments/d'],
		],
		[
			'/me/interactions/c/attachments/d?x=1#y',
			['/api/v2/me/interactions/c/attachments/d', '/api/v2/attachments/d'],
		],
		[
			'/chats/c%20c/attachments/d%2fd',
			['/api/v2/chats/c%20c/attachments/d%2Fd', '/api/v2/attachments/d%2Fd'],
		],
	])('%s', (address, paths) => expect(read(address).paths).toEqual(paths));

	it('is told by its ID as well', () => expect(read('/chats/c/attachments/d%20d').documentId).toBe('d d'));

	it.each(['photo.png', '/attachments/', '/attachments/a/b', '/attachments?x=/attachments/1'])(
		'%s is no address of one, in words that say how to go on',
		(address) => {
			const facts = failureOf(() => read(address));
			expectWords(facts);
			expect(facts).toMatchObject({
				message: '"Address" is no address of an attachment',
				delivery: 'notSent',
			});
		},
	);
});

describe('where a document of a chat may be', () => {
	const byIds = '/api/v2/chats/c/attachments/d';

	it.each([
		[undefined, [byIds]],
		[{}, [byIds]],
		[{ path: '/attachments/d' }, ['/api/v2/attachments/d', byIds]],
		[{ uri: 'https://x.invalid/api/v2/chats/c/attachments/d', path: 'nowhere' }, [byIds]],
		[
			{ uri: 'https://x.invalid/api/v2/attachments/d', path: '/me/interactions/c/attachments/d' },
			['/api/v2/attachments/d', '/api/v2/me/interactions/c/attachments/d', byIds],
		],
	])('%j', (shown, paths) => expect(pathsOfDocument('c', 'd', shown as never)).toEqual(paths));

	it.each([
		['..', 'd', '"Chat" holds ".."'],
		['c', '..', '"Document" holds ".."'],
	])('is nowhere else: %s %s', (chat, document, message) =>
		expect(() => pathsOfDocument(chat, document)).toThrow(message),
	);
});
