/** dmn-js put together from the views that this page uses, in the reader's language. */
import { Editor as BoxedEditor, Viewer as BoxedViewer } from "dmn-js-boxed-expression";
import DrdModeler from "dmn-js-drd/lib/Modeler";
import DrdViewer from "dmn-js-drd/lib/NavigatedViewer";
import LiteralEditor from "dmn-js-literal-expression/lib/Editor";
import LiteralViewer from "dmn-js-literal-expression/lib/Viewer";
import EditingManager from "dmn-js-shared/lib/base/EditingManager";
import type { Locale } from "../../shared/format.ts";
import { translate } from "./translate.ts";

export interface DmnElement {
  $type: string;
  id: string;
  decisionLogic?: DmnElement;
  encapsulatedLogic?: DmnElement;
}
export interface DmnView {
  id: string;
  type: string;
  element: DmnElement;
}
export interface DmnViewer {
  on: (event: string, call: (event: { element: { businessObject: DmnElement } }) => unknown) => void;
  get: (service: "canvas") => { zoom: (to: string | number, centre: string) => number };
}
export interface DmnManager {
  importXML: (xml: string, options: { open: boolean }) => Promise<{ warnings: { message: string }[] }>;
  saveXML: (options: { format: boolean }) => Promise<{ xml: string }>;
  getViews: () => DmnView[];
  getActiveViewer: () => DmnViewer | undefined;
  open: (view: DmnView) => Promise<unknown>;
  on: (event: "viewer.created", call: (event: { viewer: DmnViewer }) => void) => void;
  destroy: () => void;
}

const holds = (type: string) => (element: DmnElement) => element.$type === "dmn:Decision" && element.decisionLogic?.$type === type;

function providers(isReadOnly: boolean) {
  return [
    { id: "drd", constructor: isReadOnly ? DrdViewer : DrdModeler, opens: "dmn:Definitions" },
    { id: "literalExpression", constructor: isReadOnly ? LiteralViewer : LiteralEditor, opens: holds("dmn:LiteralExpression") },
    { id: "boxedExpression", constructor: isReadOnly ? BoxedViewer : BoxedEditor, opens: (element: DmnElement) => element.$type === "dmn:BusinessKnowledgeModel" && element.encapsulatedLogic !== undefined },
  ];
}

class FixedManager extends EditingManager {
  _getViewProviders() {
    return providers(true);
  }
}
class WritingManager extends EditingManager {
  _getViewProviders() {
    return providers(false);
  }
}

/** The page's own colours, so that light and dark need no drawing anew. */
const COLOURS = { defaultFillColor: "var(--paper)", defaultStrokeColor: "var(--ink2)", defaultLabelColor: "var(--ink)" };

/** `onOpen` is told which decision a person wants to look into: the page decides where that leads. */
export function makeManager(container: HTMLElement, locale: Locale, isReadOnly: boolean, onOpen: (decision: string) => void): DmnManager {
  const Manager = isReadOnly ? FixedManager : WritingManager;
  const words = { translate: ["value", translate(locale)] };
  const manager = new Manager({ container, common: { additionalModules: [words] }, drd: { additionalModules: [words], drdRenderer: COLOURS }, literalExpression: { additionalModules: [words] }, boxedExpression: { additionalModules: [words] } }) as unknown as DmnManager;
  manager.on("viewer.created", ({ viewer }) => {
    // Only the graph fires it. (Which view it is cannot be asked: the event's own type stands in its place.)
    viewer.on("drillDown.click", ({ element }) => {
    onOpen(element.businessObject.id);
      return false;
    });
  });
  return manager;
}
