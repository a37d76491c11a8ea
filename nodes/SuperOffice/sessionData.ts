import type { INodeProperties } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { optionalRecordId } from './fields';

/** One change of a chat session. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_PatchChatSessionEntity */
export interface Change {
	op: 'replace';
	path: string;
	value: unknown;
}

/** The customer's data, with the longest text of each column. https://docs.superoffice.com/en/database/tables/chat-session */
const TEXTS = {
	customerAlias: { path: 'CustomerAlias', longest: 64 },
	customerCompanyName: { path: 'CustomerCompanyName', longest: 255 },
	customerEmail: { path: 'CustomerEmail', longest: 255 },
	customerName: { path: 'CustomerName', longest: 255 },
	customerPhone: { path: 'CustomerPhone', longest: 32 },
};
const SWITCHES = { chatbotIsActive: 'ChatbotIsActive', customerConsented: 'CustomerConsented' };

/** What SuperOffice calls company, contact person and request, it calls Contact, Person and Ticket here. */
const LINKS = {
	contactId: 'Contact',
	personId: 'Person',
	projectId: 'Project',
	saleId: 'Sale',
	ticketId: 'Ticket',
};

const linkField = (
	displayName: string,
	name: keyof typeof LINKS,
	what: string,
	example: number,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description: `The number of the ${what} that the chat is linked to`,
});

const textField = (
	displayName: string,
	name: keyof typeof TEXTS,
	example: string,
	what: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description: `${what}, of up to ${TEXTS[name].longest} characters`,
});

/** What can be told of a chat session, by the names of their labels. */
export const sessionDataFields: INodeProperties[] = [
	{
		displayName: 'Chatbot Is Active',
		name: 'chatbotIsActive',
		type: 'boolean',
		default: false,
		description: "Whether the topic's own bot scripts answer in this chat",
	},
	linkField('Company ID', 'contactId', 'company, which SuperOffice calls Contact in its API,', 12),
	linkField(
		'Contact Person ID',
		'personId',
		'contact person, which SuperOffice calls Person in its API,',
		501,
	),
	textField('Customer Alias', 'customerAlias', 'ida', 'The short name of the customer'),
	textField('Customer Company', 'customerCompanyName', 'Berg Bakery', "The name of the customer's company"),
	{
		displayName: 'Customer Consented',
		name: 'customerConsented',
		type: 'boolean',
		default: false,
		description: 'Whether the customer has agreed that the data is kept',
	},
	textField('Customer Email', 'customerEmail', 'ida@example.net', "The customer's email address"),
	textField('Customer Name', 'customerName', 'Ida Berg', "The customer's name"),
	textField('Customer Phone', 'customerPhone', '+47 22 00 11 22', "The customer's phone number"),
	linkField('Project ID', 'projectId', 'project', 31),
	linkField('Request ID', 'ticketId', 'request, which SuperOffice calls Ticket in its API,', 9001),
	linkField('Sale ID', 'saleId', 'sale', 41),
];

const replace = (path: string, value: unknown): Change => ({ op: 'replace', path, value });

/**
 * The changes of a chat session; what is empty stays as it is. A list of changes, since SuperOffice does not merge into what has no value yet.
 *
 * @throws Failure when a field holds what SuperOffice cannot keep
 */
export function readSessionData(fields: Fields): Change[] {
	return [
		...Object.entries(TEXTS).flatMap(([name, { path, longest }]) => {
			const text = fields.optionalText(name);
			if (text === undefined) return [];
			if (text.length <= longest) return [replace(path, text)];
			throw invalidField(
				fields.label(name),
				`has ${text.length} characters`,
				`SuperOffice keeps up to ${longest}: shorten it.`,
			);
		}),
		...Object.entries(SWITCHES).flatMap(([name, path]) => {
			const on = fields.flag(name);
			return on === undefined ? [] : [replace(path, on)];
		}),
		...Object.entries(LINKS).flatMap(([name, path]) => {
			const id = optionalRecordId(fields, name, 'the number of a record, such as 12');
			return id === undefined ? [] : [replace(path, { [`${path}Id`]: id })];
		}),
	];
}
