import { type Bubble, type ShownChat, type ShownList, type View } from '../view';
import type { CallGearWorld, Row } from './world';

interface StoredMessage {
	date_time: string;
	source: 'operator' | 'visitor' | 'system';
	employee_id?: number;
	message: string;
}

const SIDES = { operator: 'company', visitor: 'customer', system: 'event' } as const;
const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));
const filled = (parts: unknown[]) => parts.map(text).filter((part) => part !== '');

/** The account as a person sees it: the uploaded chats, newest first, and what uploads may name. */
export function view({ store, state }: CallGearWorld): View {
	const nameIn = (rows: Row[], id: unknown) => text(rows.find((row) => row.id === id)?.name);
	const employee = (id: unknown) => text(state.employees.find((row) => row.id === id)?.full_name);
	const bubble = ({ date_time, source, employee_id, message }: StoredMessage): Bubble => ({
		side: SIDES[source],
		by: employee(employee_id) || undefined,
		at: date_time,
		text: message,
	});
	const chat = (fact: Row): ShownChat => ({
		id: text(fact.id),
		title: filled([fact.name, fact.phone, fact.email]).join(' · ') || 'A visitor',
		about: filled([
			fact.status,
			nameIn(state.sites, fact.site_id),
			nameIn(state.campaigns, fact.campaign_id),
			fact.ext_id && `external ID ${text(fact.ext_id)}`,
			`chat ${text(fact.id)}`,
		]),
		bubbles: (fact.messages as StoredMessage[]).map(bubble),
	});
	const offlineMessage = (fact: Row): ShownChat => ({
		id: text(fact.id),
		title: filled([fact.name, fact.phone, fact.email]).join(' · ') || 'A visitor',
		about: filled([
			'offline message',
			nameIn(state.sites, fact.site_id),
			fact.form_name,
			fact.ext_id && `external ID ${text(fact.ext_id)}`,
		]),
		bubbles: [{ side: 'customer', by: undefined, at: text(fact.date_time), text: text(fact.message) }],
	});
	const tagged = store.held('tag').map(({ fact }) => ({
		...fact,
		name: nameIn(state.tags, fact.tag_id),
	}));
	return {
		chats: [
			...store.held('chat').map(({ fact }) => chat(fact)),
			...store.held('offlineMessage').map(({ fact }) => offlineMessage(fact)),
		].reverse(),
		lists: [
			list('Employees', state.employees, { Name: 'full_name', Email: 'email', ID: 'id' }),
			list('Sites', state.sites, { Name: 'name', Domain: 'domain_name', ID: 'id' }),
			list('Campaigns', state.campaigns, {
				Name: 'name',
				Site: 'site_domain_name',
				Status: 'status',
				ID: 'id',
			}),
			list('Traffic sources', state.sources, { Name: 'name', State: 'state', ID: 'id' }),
			list('Tags', state.tags, { Name: 'name', ID: 'id' }),
			list('Tagged', tagged, { Tag: 'name', Of: 'communication_type', ID: 'communication_id' }),
			list(
				'Comments',
				store.held('comment').map(({ fact }) => fact),
				{ Comment: 'comment', Of: 'communication_type', ID: 'communication_id' },
			),
		],
	};
}

function list(title: string, rows: Row[], columns: Record<string, string>): ShownList {
	const keys = Object.values(columns);
	return { title, heads: Object.keys(columns), rows: rows.map((row) => keys.map((key) => text(row[key]))) };
}
