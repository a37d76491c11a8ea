import type { INodeProperties } from 'n8n-workflow';

import { byName } from '../engine/alphabet';
import { locatorField } from './fields';

/** The filters that several reports have in common, and the channels that they know. */

export const siteFilter = (things: string): INodeProperties =>
	locatorField({
		displayName: 'Site',
		name: 'siteId',
		description: `Only ${things} of this site`,
		searchListMethod: 'searchSites',
		thing: 'a site',
		exampleId: '3101',
	});

export const campaignFilter = (things: string): INodeProperties =>
	locatorField({
		displayName: 'Campaign',
		name: 'campaignId',
		description: `Only ${things} of this advertising campaign`,
		searchListMethod: 'searchCampaigns',
		thing: 'a campaign',
		exampleId: '501',
	});

export const employeeFilter = (description: string): INodeProperties =>
	locatorField({
		displayName: 'Employee',
		name: 'employeeId',
		description,
		searchListMethod: 'searchEmployees',
		thing: 'an employee',
		exampleId: '9012',
	});

/** The kinds of channels, as CallGear's page names them. https://callgear.github.io/data_api/report/get_chats_report/ */
const CHANNEL_TYPES: Record<string, string> = {
	comagic: 'Chat on a Site',
	dataapi: 'Uploaded by the Data API',
	waba: 'WhatsApp Business API',
	whatsapp: 'WhatsApp',
	telegram: 'Telegram Bot',
	telegram_private: 'Telegram',
	viber: 'Viber',
	instagram: 'Instagram',
	facebook: 'Facebook',
	sms: 'SMS',
	sms_mass_messaging_uae: 'SMS to Many, UAE',
	sms_mass_messaging_international: 'SMS to Many, International',
	email: 'Email',
	offline_message: 'Offline Message',
	vkontakte_groups: 'VK Groups',
	'yandex.dialogs': 'Yandex Dialogs',
	realty_yandex: 'Yandex Realty',
	avito: 'Avito',
	auto_ru: 'Auto.ru',
	cian: 'Cian',
	max: 'MAX',
	max_bot: 'MAX Bot',
	tamtam_bot: 'TamTam Bot',
};

export const channelTypesFilter = (things: string): INodeProperties => ({
	displayName: 'Channel Types',
	name: 'channelTypes',
	type: 'multiOptions',
	options: byName(Object.entries(CHANNEL_TYPES).map(([value, name]) => ({ name, value }))),
	default: [],
	description: `Only ${things} of channels of these kinds`,
});

export const phoneFilter: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	default: '',
	placeholder: 'e.g. 971500000001',
	description: "The visitor's phone in international form",
};
