import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readObject } from '../fields';

const name = (displayName: string, key: string, example: string, description: string): INodeProperties => ({
	displayName,
	name: key,
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description,
});

/** The people that a contact message tells of. https://docs.expertflow.com/cx/4.10/cim-contact-message */
export const contactsField: INodeProperties = {
	displayName: 'Contacts',
	name: 'contacts',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Contact',
	required: true,
	default: {},
	description: 'Whose card the customer sends. At least one.',
	options: [
		{
			displayName: 'Contact',
			name: 'contact',
			values: [
				name(
					'Formatted Name',
					'formattedName',
					'Ada Miller',
					'The whole name as it is shown; it has to be there',
				),
				name('Phones', 'phones', '+49 1555 0001122', 'Phone numbers, separated by commas'),
				name('Emails', 'emails', 'ada@example.com', 'Email addresses, separated by commas'),
				name('First Name', 'firstName', 'Ada', 'The first name alone'),
				name('Last Name', 'lastName', 'Miller', 'The last name alone'),
				name('Middle Name', 'middleName', 'Maria', 'What is between first and last name'),
				name('Name Prefix', 'namePrefix', 'Dr.', 'What is before the name, such as a title'),
				name('Name Suffix', 'nameSuffix', 'Jr.', 'What is behind the name'),
				{
					displayName: 'Phone Details',
					name: 'phoneDetails',
					type: 'json',
					default: '',
					placeholder: 'e.g. { "type": "CELL", "wa_id": "4915550001122" }',
					description: 'More about each of the phones, as an object with type and wa_id (the ID on WhatsApp)',
				},
				{
					displayName: 'More Details',
					name: 'contactDetails',
					type: 'json',
					default: '',
					placeholder: 'e.g. { "birthday": "1990-02-03" }',
					description: 'More about the person, as an object: addresses, org, ims, birthday and web addresses',
				},
			],
		},
	],
};

/** Reads the people. @throws Failure when there is none, or one cannot be sent */
export function readContacts(fields: Fields): IDataObject[] {
	const contacts = fields.entries('contacts', 'contact').map(readContact);
	if (contacts.length > 0) return contacts;
	throw invalidField(fields.label('contacts'), 'is empty', 'Add at least one contact.');
}

function readContact(entry: Fields): IDataObject {
	const phoneDetails = readObject(entry, 'phoneDetails') ?? null;
	const emails = entry.ids('emails').map((email) => ({ email, type: 'INTERNET' }));
	const details = readObject(entry, 'contactDetails') ?? {};
	return {
		name: {
			formattedName: entry.id('formattedName'),
			// The vendor's example has a hyphen in one of these keys, its classes have none
			additionalNameDetails: given({
				first_name: entry.optionalId('firstName'),
				last_name: entry.optionalId('lastName'),
				middle_name: entry.optionalId('middleName'),
				name_prefix: entry.optionalId('namePrefix'),
				name_suffix: entry.optionalId('nameSuffix'),
			}),
		},
		phones: entry.ids('phones').map((phone) => ({ phone, additionalPhoneDetails: phoneDetails })),
		additionalContactDetails: emails.length > 0 ? { emails, ...details } : details,
	};
}
