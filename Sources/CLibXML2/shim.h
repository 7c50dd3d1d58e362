#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>

/* xmlFree is a mutable global function pointer, which Swift 6 refuses to touch. */
static inline void yardstick_xmlFree(void *pointer) { xmlFree(pointer); }

/* The plug keeps the addresses of both fields until it is unplugged; Swift cannot promise that an inout
   argument is the field itself and not a copy. */
static inline xmlSchemaSAXPlugPtr yardstick_plug(xmlSchemaValidCtxtPtr validator, xmlParserCtxtPtr parser) {
    return xmlSchemaSAXPlug(validator, &parser->sax, &parser->userData);
}
