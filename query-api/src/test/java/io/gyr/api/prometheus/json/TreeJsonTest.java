package io.gyr.api.prometheus.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.parser.Parser;
import io.gyr.promql.parser.ParserOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeJsonTest {
  private static final String UP =
      "'matchers':[{'name':'__name__','value':'up','type':'='}]".replace('\'', '"');

  private static String tree(String query) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonOutput out = new JsonOutput(bytes);
    TreeJson.write(out, Parser.parse(query, ParserOptions.ALL));
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** {@code UP} stands for the matchers of {@code up}, ' for quotes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -1.5             | {'type':'numberLiteral','val':'-1.5'}
          -up              | {'type':'unaryExpr','op':'-','expr':{'type':'vectorSelector','name':'up','offset':0,'timestamp':null,'startOrEnd':null,UP}}
          "a"              | {'type':'stringLiteral','val':'a'}
          (Inf)            | {'type':'parenExpr','expr':{'type':'numberLiteral','val':'+Inf'}}
          up               | {'type':'vectorSelector','name':'up','offset':0,'timestamp':null,'startOrEnd':null,UP}
          up offset 1m     | {'type':'vectorSelector','name':'up','offset':60000,'timestamp':null,'startOrEnd':null,UP}
          up @ 1.5         | {'type':'vectorSelector','name':'up','offset':0,'timestamp':1500,'startOrEnd':null,UP}
          up[5m] @ end()   | {'type':'matrixSelector','range':300000,'name':'up','offset':0,'timestamp':null,'startOrEnd':'end',UP}
          """)
  void literalsAndSelectors(String query, String expected) throws IOException {
    assertThat(tree(query)).isEqualTo(expected.replace('\'', '"').replace("UP", UP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          up + 1                               | {'type':'binaryExpr','op':'+','lhs': | ,'bool':false,'matching':null}
          up > bool on (a) up                  | {'type':'binaryExpr','op':'>','lhs': | ,'bool':true,'matching':{'card':'one-to-one','labels':['a'],'on':true,'include':[]}}
          up * ignoring (a) group_right (b) up | {'type':'binaryExpr','op':'*','lhs': | ,'bool':false,'matching':{'card':'one-to-many','labels':['a'],'on':false,'include':['b']}}
          up unless up                         | {'type':'binaryExpr','op':'unless'   | ,'bool':false,'matching':{'card':'many-to-many','labels':[],'on':false,'include':[]}}
          sum without (a) (up)                 | {'type':'aggregation','op':'sum'     | ,'param':null,'grouping':['a'],'without':true}
          topk(2, up)                          | {'type':'aggregation','op':'topk'    | ,'param':{'type':'numberLiteral','val':'2'},'grouping':[],'without':false}
          round(up)                            | {'type':'call','func':{'name':'round','argTypes':['vector','scalar'],'variadic':1,'returnType':'vector'},'args':[{'type':'vectorSelector' | }]}
          max_over_time(up[5m:1m] offset 1h)   | {'type':'call','func':{'name':'max_over_time','argTypes':['matrix'],'variadic':0,'returnType':'vector'},'args':[{'type':'subquery','expr': | ,'range':300000,'step':60000,'offset':3600000,'timestamp':null,'startOrEnd':null}]}
          """)
  void operators(String query, String start, String end) throws IOException {
    assertThat(tree(query)).startsWith(start.replace('\'', '"')).endsWith(end.replace('\'', '"'));
  }
}
