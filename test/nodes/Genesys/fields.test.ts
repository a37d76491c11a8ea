import type { INodePropertyModeValidation } from 'n8n-workflow';

import { Fields } from '../../../nodes/engine/fields';
import {
	agentField,
	chatIdField,
	documentField,
	readAgent,
	readChatId,
	readDocumentId,
} from '../../../nodes/Genesys/fields';
import { contextOf } from '../../engine/context';
import { failureOf } from '../../support/failure';
import { expectWords } from '../../support/words';

const chat = chatIdField('');
const document = documentField({
	preset: '',
	description: '',
	searchListMethod: 'searchDocuments',
	hint: '',
});
const fieldsOf = (item: object) =>
	Fields.ofItem(contextOf({ items: [{ ...item }] }).context, 0, [chat, document]);

describe('the chat', () => {
	const read = (chatId: string) => readChatId(fieldsOf({ chatId }));

	it.each([
		['0001PaBM', '0001PaBM'],
		['http://gws.example.test/api/v2/me/chats/0001PaBM', '0001PaBM'],
		['https://gws.example.test/api/v2/me/chats/a%20b?fields=x', 'a b'],
		['/api/v2/me/chats/0001PaBM/messages', '0001PaBM'],
		['https://gws.example.test/chats/%zz', '%zz'],
		['x/chats/1', 'x/chats/1'],
		['see https://gws.example.test/chats/1', 'see https://gws.example.test/chats/1'],
	])('%s is %s', (given, id) => expect(read(given)).toBe(id));

	it.each(['http://gws.example.test/api', 'https://gws.example.test/attachments/1'])(
		'%s names none',
		(given) => {
			expect(() => read(given)).toThrow('"Chat" holds an address that names no chat');
			expect(() => read(given)).toThrow(
				expect.objectContaining({
					facts: expect.objectContaining({
						remedy: 'Use the ID of a chat, or an address that holds /chats/ and the ID.',
					}) as object,
				}),
			);
		},
	);

	it.each(['.', '..'])('"%s" is a step in a path', (given) => {
		const facts = failureOf(() => read(given));
		expectWords(facts);
		expect(facts.message).toBe(`"Chat" holds "${given}"`);
	});
});

describe('the document', () => {
	it('is read from an address of an attachment, and from no other', () => {
		const read = (documentId: string) => readDocumentId(fieldsOf({ documentId }));
		expect(read('https://gws.example.test/api/v2/attachments/77')).toBe('77');
		const { message, remedy } = failureOf(() => read('https://gws.example.test/chats/1'));
		expect(message).toBe('"Document" holds an address that names no document');
		expect(remedy).toBe('Use the ID of a document, or an address that holds /attachments/ and the ID.');
	});
});

describe('the agent', () => {
	const read = (agentId: string) =>
		readAgent(Fields.ofItem(contextOf({ items: [{ agentId }] }).context, 0, [agentField]));

	it.each([
		['e62d', 'e62d'],
		['/users/e62d', 'e62d'],
		['/api/v2/users/e62d', 'e62d'],
		['https://gws.example.test/api/v2/users/e62d', 'https://gws.example.test/api/v2/users/e62d'],
	])('%s is %s', (given, agent) => expect(read(given)).toBe(agent));

	it('is not taken from an address of something else', () => {
		const { message, remedy } = failureOf(() => read('https://gws.example.test/contacts/1'));
		expect(message).toBe('"Agent" holds an address that names no agent');
		expect(remedy).toBe('Use the ID of an agent, or an address that holds /users/ and the ID.');
	});
});

describe('what the locators show', () => {
	it.each([
		[chat, 'chat', '/chats/'],
		[document, 'document', '/attachments/'],
	])('fits the thing and its address', (field, thing, path) => {
		const [list, id, url] = field.modes ?? [];
		expect(field.required).toBe(true);
		expect(list.placeholder).toBe(`Select a ${thing}…`);
		expect(id.placeholder).toMatch(/^e\.g\. 0001Pa\w{10}$/);
		expect(url.placeholder).toMatch(
			new RegExp(`^e\\.g\\. https://gws\\.example\\.com/api/v2.*${path}0001Pa`),
		);
		const [check] = url.validation as INodePropertyModeValidation[];
		const { regex, errorMessage } = check.properties as { regex: string; errorMessage: string };
		expect(url.placeholder?.replace('e.g. ', '')).toMatch(new RegExp(`^${regex}$`));
		expect(errorMessage).toBe(`An address of a ${thing} holds ${path} and its ID`);
	});
});
