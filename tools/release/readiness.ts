import { type Manifest, PLACEHOLDER, staleAddresses } from './addresses';

/** The domain of the address that the author's email has until the owner sets one. */
const PLACEHOLDER_DOMAIN = '@customer-chat-nodes.dev';
const AT_GITHUB = /^https:\/\/github\.com\/[\w.-]+\/n8n-nodes-customer-chat$/;

/** What keeps the pack from being published, each in a sentence that says how to mend it; nothing when it may be. */
export function obstacles({ homepage, author }: Manifest, texts: Map<string, string>): string[] {
	const found: string[] = [];
	if (homepage === PLACEHOLDER) {
		found.push(`homepage in package.json is still ${PLACEHOLDER}: set it to your own repository.`);
	} else if (!AT_GITHUB.test(homepage)) {
		found.push(
			`homepage in package.json has to be https://github.com/<you>/n8n-nodes-customer-chat, without an ending, and is ${homepage}.`,
		);
	}
	if (author.email.endsWith(PLACEHOLDER_DOMAIN)) {
		found.push(`author.email in package.json is still ${author.email}: set an address that you read.`);
	}
	const stale = [...staleAddresses(texts, homepage).keys()];
	if (stale.length > 0) {
		found.push(`Another address than homepage stands in ${stale.join(', ')}: run \`npm run docs\`.`);
	}
	return found;
}
