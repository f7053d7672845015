/** Rule text as Markdown. HTML in it is shown as text, never run; headings start below the page's own. */
import Markdown, { type Components } from "react-markdown";
import gfm from "remark-gfm";

const COMPONENTS: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) =>
    href?.startsWith("http") ? (
      <a href={href} target="_blank" rel="noreferrer">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  img: ({ alt }) => <span>{alt}</span>,
};

export default function RuleText({ text }: { text: string }) {
  return (
    <div className="prose">
      <Markdown remarkPlugins={[gfm]} components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
}
